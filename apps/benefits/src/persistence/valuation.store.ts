import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import { withoutWaiting, type Tx } from '@ringvirkning/persistence';
import type { Contract } from '../purses/contract.js';

/** What outcomes were valued by: model, day, and the purses of the contract as they were. */
export interface Basis {
  readonly model: string;
  readonly valuedOn: LocalDate;
  readonly parties: Contract['parties'];
  readonly elsewhere: Contract['elsewhere'];
}

/** Outcomes of a contract that were booked together, or taken back together (then without a basis). */
export interface KeptValuation {
  readonly valuationId: string;
  readonly contractId: string;
  readonly basis: Basis | null;
  readonly claims: readonly string[];
  /** How many people they are about. */
  readonly people: number;
  /** SHA-256, hex, over claims and the digests of what they are worth. */
  readonly digest: string;
  /** What was booked, in minor units; negative when it was taken back. */
  readonly amount: bigint;
  /** Entries it is booked by: none when it comes to nothing for every purse. */
  readonly entries: number;
  readonly at: Instant;
}

/** Which outcomes were booked and taken back together: only ever added to. */
@Injectable()
export class ValuationStore {
  add(tx: Tx, { basis, ...valuation }: KeptValuation): void {
    const added = tx.query(
      `INSERT INTO valuation (valuation_id, contract_id, model, valued_on, parties, elsewhere, claims, people, digest, amount, entries, booked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[valuation.valuationId, valuation.contractId, basis?.model ?? null, basis?.valuedOn ?? null],
        ...[basis && JSON.stringify(basis.parties), basis && JSON.stringify(basis.elsewhere)],
        ...[valuation.claims, valuation.people, valuation.digest, valuation.amount.toString()],
        ...[valuation.entries, valuation.at],
      ],
    );
    withoutWaiting(tx, added);
  }

  /** What outcomes of these valuations were valued by. */
  async basesOf(tx: Tx, valuationIds: readonly string[]): Promise<ReadonlyMap<string, Basis>> {
    const rows = await tx.query<(Basis & { valuationId: string })[]>(
      `SELECT valuation_id AS "valuationId", model, valued_on::text AS "valuedOn", parties, elsewhere FROM valuation WHERE valuation_id = ANY ($1::uuid[]) AND model IS NOT NULL`,
      [valuationIds],
    );
    return new Map(rows.map(({ valuationId, ...basis }) => [valuationId, basis]));
  }
}
