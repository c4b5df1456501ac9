import { Injectable } from '@nestjs/common';
import { SettlementBundleSchema, type SettlementBundle } from '@ringvirkning/benefits-api';
import type { SettledAgreement, SettledBefore, SettlementFact, SharedFacts } from '@ringvirkning/benefits-domain';
import { asJson, fail, parseMinor, type Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

/** What a settlement rests on and gives, as it is kept and told. */
export type SettlementContent = Pick<SettlementBundle, 'facts' | 'before' | 'result'>;

/** With the statement of benefits that the figures of another municipality are taken from. */
export interface SettledFacts extends SharedFacts {
  readonly statement?: { readonly number: number; readonly digest: string };
}

export interface StoredSettlement extends SettlementContent {
  readonly id: string;
  readonly contractId: string;
  readonly agreementId: string;
  readonly code: string;
  readonly no: number;
  /** A number that no other settlement of the instance has. */
  readonly expedition: number;
  readonly through: number;
  readonly digest: string;
  readonly proposedBy: { readonly by: string; readonly name: string; readonly at: Instant };
  readonly settled: readonly SettlementFact[];
}

interface SettlementRow {
  settlement_id: string;
  contract_id: string;
  agreement_id: string;
  code: string;
  no: number;
  expedition: number;
  through: number;
  facts: unknown;
  before: unknown;
  result: unknown;
  digest: string;
  proposed_by: string;
  proposed_by_name: string;
  proposed_at: Date;
}
interface FactRow {
  settlement_id: string;
  kind: SettlementFact['kind'];
  side: string | null;
  done_by: string;
  done_by_name: string;
  reason: string | null;
  done_at: Date;
}

const Content = SettlementBundleSchema.pick({ facts: true, before: true, result: true });
const at = (date: Date) => date.toISOString() as Instant;

const factOf = ({ kind, side, done_by, done_by_name, reason, done_at }: FactRow): SettlementFact =>
  ({
    kind,
    by: done_by,
    name: done_by_name,
    at: at(done_at),
    ...(side === null ? {} : { side }),
    ...(reason === null ? {} : { reason }),
  }) as SettlementFact;

const fromRow = (row: SettlementRow, facts: readonly FactRow[]): StoredSettlement => ({
  ...Content.parse({ facts: row.facts, before: row.before, result: row.result }),
  id: row.settlement_id,
  contractId: row.contract_id,
  agreementId: row.agreement_id,
  code: row.code,
  no: row.no,
  expedition: row.expedition,
  through: row.through,
  digest: row.digest,
  proposedBy: { by: row.proposed_by, name: row.proposed_by_name, at: at(row.proposed_at) },
  settled: facts.filter(({ settlement_id }) => settlement_id === row.settlement_id).map(factOf),
});

/** What was moved, as the rules of agreements take it. */
export const movedBy = ({ result }: Pick<StoredSettlement, 'result'>): SettledBefore[] =>
  result.due.map(({ step, from, to, year, amount }) => ({ step, from, to, year, amount: parseMinor(amount) }));

export const contentOf = (
  facts: SettledFacts,
  before: readonly SettledBefore[],
  { due, netted, frames, missing }: SettledAgreement,
): SettlementContent =>
  Content.parse(
    asJson({
      facts,
      before: before.map(({ step, from, to, year, amount }) => ({ step, from, to, year, amount })),
      result: { due, netted, frames, missing },
    }),
  );

/** Settlements and what was done with them: only ever added to. */
@Injectable()
export class SettlementStore {
  async add(tx: Tx, settlement: Omit<StoredSettlement, 'expedition' | 'settled'>): Promise<void> {
    const { proposedBy } = settlement;
    await tx.query(
      `INSERT INTO settlement (settlement_id, contract_id, agreement_id, code, no, through, facts, before, result, digest, proposed_by, proposed_by_name, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[settlement.id, settlement.contractId, settlement.agreementId, settlement.code, settlement.no],
        ...[settlement.through, JSON.stringify(settlement.facts), JSON.stringify(settlement.before)],
        ...[JSON.stringify(settlement.result), settlement.digest, proposedBy.by, proposedBy.name, proposedBy.at],
      ],
    );
  }

  async note(tx: Tx, { id, contractId, settled }: StoredSettlement, fact: SettlementFact): Promise<void> {
    await tx.query(
      `INSERT INTO settlement_fact (settlement_id, contract_id, position, kind, side, done_by, done_by_name, reason, done_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, contractId, settled.length + 1, fact.kind, 'side' in fact ? fact.side : null],
        ...[fact.by, fact.name, 'reason' in fact ? fact.reason : null, fact.at],
      ],
    );
  }

  /** @throws DomainError `benefits.unknown-settlement` */
  async get(tx: Tx, id: string): Promise<StoredSettlement> {
    const [found] = await this.where(tx, 'settlement_id = $1', [id]);
    if (!found)
      throw fail.notFound('benefits.unknown-settlement', 'Afregningen findes ikke.', 'There is no such settlement.');
    return found;
  }

  /** Newest first. */
  ofContract(tx: Tx, contractId: string): Promise<StoredSettlement[]> {
    return this.where(tx, 'contract_id = $1', [contractId]);
  }

  private async where(tx: Tx, condition: string, values: readonly unknown[]): Promise<StoredSettlement[]> {
    const rows = await tx.query<SettlementRow[]>(
      `SELECT settlement_id, contract_id, agreement_id, code, no, expedition, through, facts, before, result, digest, proposed_by, proposed_by_name, proposed_at
       FROM settlement WHERE ${condition} ORDER BY expedition DESC`,
      values,
    );
    const facts = await tx.query<FactRow[]>(
      `SELECT settlement_id, kind, side, done_by, done_by_name, reason, done_at FROM settlement_fact WHERE ${condition} ORDER BY position`,
      values,
    );
    return rows.map((row) => fromRow(row, facts));
  }
}
