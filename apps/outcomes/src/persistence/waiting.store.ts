import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

/** Whole days that the claim has waited which has waited longest for each step; 0 where none waits. */
export interface LongestWaits {
  readonly attest: number;
  readonly verify: number;
}

const longest = (condition: string): string =>
  `coalesce((SELECT ($1::timestamptz AT TIME ZONE 'Europe/Copenhagen')::date - c.waiting_since FROM claim c WHERE ${condition} ORDER BY c.waiting_since LIMIT 1), 0)`;

/** The index of what waits is walked from its oldest end. Where the contract agreed on a sample, what it drew waits for verification. */
const WAITS = `SELECT ${longest(`c.status = 'claimed'`)} AS attest,
  ${longest(`c.status = 'attested' AND (c.sample_place = 'selected' OR EXISTS (SELECT FROM contract k WHERE k.contract_id = c.contract_id AND NOT k.verification ? 'sample'))`)} AS verify`;

@Injectable()
export class WaitingStore {
  async longest(tx: Tx, now: Instant): Promise<LongestWaits> {
    const [row] = await tx.query<LongestWaits[]>(WAITS, [now]);
    return row!;
  }
}
