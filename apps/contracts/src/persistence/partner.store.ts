import { Injectable } from '@nestjs/common';
import type { Contract } from '@ringvirkning/contracts-domain';
import type { Instant } from '@ringvirkning/kernel';
import type { MemberChanged } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import type { PartnerMessageRow } from './contract.row.js';

/** Who takes part in the partnership, what they were told of contracts, and what has become of it. */
@Injectable()
export class PartnerStore {
  async put(tx: Tx, { member, name, status }: MemberChanged): Promise<void> {
    await tx.query(
      `INSERT INTO partner (member, name, status) VALUES ($1, $2, $3)
       ON CONFLICT (member) DO UPDATE SET name = excluded.name, status = excluded.status`,
      [member, name, status],
    );
  }

  /** Those of these organisations that are members no more, and do not come back by themselves. */
  async gone(tx: Tx, organisations: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ member: string }[]>(
      `SELECT member FROM partner WHERE status IN ('left', 'excluded') AND member = ANY ($1)`,
      [organisations],
    );
    return new Set(rows.map(({ member }) => member));
  }

  /** Keeps that these messages are on their way. @returns the ids of those that were not told before. */
  async told(
    tx: Tx,
    messages: readonly { readonly id: string; readonly to: string }[],
    about: { readonly contractId: string; readonly version: number; readonly type: string; readonly at: Instant },
  ): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }[]>(
      `INSERT INTO partner_message (id, organisation, contract_id, version, type, at) SELECT *, $3, $4, $5, $6 FROM unnest($1::text[], $2::text[])
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      [
        messages.map(({ id }) => id),
        messages.map(({ to }) => to),
        about.contractId,
        about.version,
        about.type,
        about.at,
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** What has become of a message: the partnership's word, or why the partner does not take it for true (a code with a point), which stands. */
  async settle(tx: Tx, to: string, id: string, outcome: string): Promise<void> {
    await tx.query(
      `UPDATE partner_message SET outcome = $3 WHERE id = $2 AND organisation = $1 AND (outcome IS NULL OR position('.' IN outcome) = 0)`,
      [to, id, outcome],
    );
  }

  /** What was told of a version of a contract, oldest first. */
  async messages(tx: Tx, { id, version }: Pick<Contract, 'id' | 'version'>): Promise<PartnerMessageRow[]> {
    return tx.query<PartnerMessageRow[]>(
      `SELECT organisation, type, at, outcome FROM partner_message WHERE (contract_id, version) = ($1, $2) ORDER BY at, organisation, type`,
      [id, version],
    );
  }
}
