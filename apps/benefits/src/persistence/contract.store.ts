import { Injectable } from '@nestjs/common';
import { fail, type Instant, type LocalDate } from '@ringvirkning/kernel';
import { queryByKey, type Tx } from '@ringvirkning/persistence';
import type { Contract } from '../purses/contract.js';
import type { Planned } from '../purses/at-signature.js';
import type { Commitment } from '../purses/entries.js';

interface ContractRow {
  contract_id: string;
  ref: string;
  title: Contract['title'];
  version: number;
  currency: Contract['currency'];
  parties: Contract['parties'];
  departments: Contract['departments'];
  model: string | null;
  home: string | null;
  elsewhere: Contract['elsewhere'];
  subject: Contract['subject'];
  terms_digests: Contract['termsDigests'];
  attached_at: Date | null;
  attached_by: string | null;
}

export interface StoredContract extends Contract {
  readonly attachedAt: Instant | null;
  readonly attachedBy: string | null;
}

const fromRow = (row: ContractRow): StoredContract => ({
  contractId: row.contract_id,
  ref: row.ref,
  title: row.title,
  version: row.version,
  currency: row.currency,
  parties: row.parties,
  departments: row.departments,
  model: row.model,
  home: row.home,
  elsewhere: row.elsewhere,
  subject: row.subject,
  termsDigests: row.terms_digests,
  attachedAt: row.attached_at ? (row.attached_at.toISOString() as Instant) : null,
  attachedBy: row.attached_by,
});

/** How far the books of a contract `c` and its published runs have come. */
export const POSITION = `(SELECT coalesce(max(e.id), 0) FROM ledger_entry e WHERE e.contract_id = c.contract_id) || '/' || (SELECT count(*) FROM payment_run r WHERE r.contract_id = c.contract_id)`;

@Injectable()
export class ContractStore {
  /**
   * Serialises everything that books on a contract, until the end of the transaction. Outcomes and payments may arrive before the contract itself,
   * so there may be no row to lock yet.
   */
  async lock(tx: Tx, contractIds: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('benefits ' || id, 0)) FROM (SELECT DISTINCT id FROM unnest($1::text[]) id ORDER BY id) AS ordered`,
      [[...contractIds]],
    );
  }

  async has(tx: Tx, contractIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }[]>(
      'SELECT contract_id AS id FROM contract WHERE contract_id = ANY ($1::uuid[])',
      [contractIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async find(tx: Tx, contractId: string): Promise<StoredContract | undefined> {
    const [row] = await queryByKey<ContractRow>(tx, 'SELECT * FROM contract WHERE contract_id = $1', [contractId]);
    return row && fromRow(row);
  }

  /** @throws DomainError `benefits.unknown-contract` when it is not there or not for the caller. */
  async get(tx: Tx, contractId: string): Promise<StoredContract> {
    const contract = await this.find(tx, contractId);
    if (!contract)
      throw fail.notFound(
        'benefits.unknown-contract',
        'Kontrakten findes ikke, eller den er ikke trådt i kraft.',
        'The contract does not exist or is not in force.',
      );
    return contract;
  }

  async all(tx: Tx): Promise<StoredContract[]> {
    return (await tx.query<ContractRow[]>('SELECT * FROM contract ORDER BY ref')).map(fromRow);
  }

  /** What these are called, in the order of their references. */
  async titles(tx: Tx, contractIds: readonly string[]): Promise<Pick<StoredContract, 'contractId' | 'title'>[]> {
    return tx.query(
      'SELECT contract_id AS "contractId", title FROM contract WHERE contract_id = ANY ($1::uuid[]) ORDER BY ref',
      [contractIds],
    );
  }

  /** Keeps that a version was heard of: what is compared with what was told. */
  async hear(
    tx: Tx,
    {
      contractId,
      version,
      ref,
      currency,
      home,
    }: Pick<Contract, 'contractId' | 'version' | 'ref' | 'currency' | 'home'>,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO contract_heard (contract_id, version, ref, currency, home) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [contractId, version, ref, currency, home],
    );
  }

  /** Keeps a contract, or its newer version; the attached model stays. */
  async save(tx: Tx, contract: Omit<Contract, 'model'>): Promise<void> {
    await tx.query(
      `INSERT INTO contract (contract_id, ref, title, version, currency, parties, departments, home, elsewhere, terms_digests, subject) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (contract_id) DO UPDATE SET title = excluded.title, version = excluded.version, parties = excluded.parties, departments = excluded.departments || contract.departments,
         elsewhere = excluded.elsewhere, subject = excluded.subject, terms_digests = contract.terms_digests || excluded.terms_digests`,
      [
        contract.contractId,
        contract.ref,
        JSON.stringify(contract.title),
        contract.version,
        contract.currency,
        JSON.stringify(contract.parties),
        JSON.stringify(contract.departments),
        contract.home,
        JSON.stringify(contract.elsewhere),
        JSON.stringify(contract.termsDigests),
        JSON.stringify(contract.subject),
      ],
    );
  }

  /** The capital committed to the version in force, of which nothing is drawn yet. */
  async commit(tx: Tx, contractId: string, commitments: readonly Commitment[]): Promise<void> {
    const kept = commitments.map(({ party, on, amount }) => ({ party, on, amount: amount.toString() }));
    await tx.query(
      'UPDATE contract SET capital = $2, capital_due_on = (SELECT min(c."on") FROM jsonb_to_recordset($2::jsonb) AS c ("on" date)) WHERE contract_id = $1',
      [contractId, JSON.stringify(kept)],
    );
  }

  /** What the version in force plans. */
  async plan(tx: Tx, contractId: string, planned: readonly Planned[] | null): Promise<void> {
    await tx.query('UPDATE contract SET planned = $2 WHERE contract_id = $1', [
      contractId,
      planned && JSON.stringify(planned),
    ]);
  }

  async commitments(tx: Tx, contractId: string): Promise<Commitment[]> {
    const [row] = await queryByKey<{ capital: { party: string; on: LocalDate; amount: string }[] }>(
      tx,
      'SELECT capital FROM contract WHERE contract_id = $1',
      [contractId],
    );
    return (row?.capital ?? []).map(({ amount, ...commitment }) => ({ ...commitment, amount: BigInt(amount) }));
  }

  /** Contracts of which capital is to be drawn until and on a day. */
  async toDraw(tx: Tx, today: LocalDate): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      'SELECT contract_id AS id FROM contract WHERE capital_due_on <= $1 ORDER BY contract_id',
      [today],
    );
    return rows.map(({ id }) => id);
  }

  /** @param next the next day on which capital is drawn; null when all of it is. */
  async markDrawn(tx: Tx, contractId: string, next: LocalDate | null): Promise<void> {
    await tx.query('UPDATE contract SET capital_due_on = $2 WHERE contract_id = $1', [contractId, next]);
  }

  /** Names of departments that a partner's statement brings; terms know them by id only. */
  async nameDepartments(tx: Tx, contractId: string, departments: Contract['departments']): Promise<void> {
    await tx.query('UPDATE contract SET departments = departments || $2::jsonb WHERE contract_id = $1', [
      contractId,
      JSON.stringify(departments),
    ]);
  }

  /** Contracts of which partners have not been told all that the books hold and that is published. */
  async untold(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT contract_id AS id FROM contract c WHERE home IS NULL AND model IS NOT NULL AND elsewhere <> '[]' AND told_upto IS DISTINCT FROM ${POSITION}`,
    );
    return rows.map(({ id }) => id);
  }

  /** Under the contract's lock. */
  async markTold(tx: Tx, contractId: string): Promise<void> {
    await tx.query(`UPDATE contract c SET told_upto = ${POSITION} WHERE contract_id = $1`, [contractId]);
  }

  /** Partners are to be told once more. */
  async unmarkTold(tx: Tx, contractId: string): Promise<void> {
    await tx.query('UPDATE contract SET told_upto = NULL WHERE contract_id = $1', [contractId]);
  }

  /** The model's names of departments become the contract's: terms know departments by id only. */
  async attach(
    tx: Tx,
    contractId: string,
    model: string,
    departments: Contract['departments'],
    at: Instant,
    by: string,
  ): Promise<void> {
    await tx.query(
      'UPDATE contract SET model = $2, departments = departments || $3::jsonb, attached_at = $4, attached_by = $5 WHERE contract_id = $1',
      [contractId, model, JSON.stringify(departments), at, by],
    );
  }

  /** The contract has no model from now on. */
  async detach(tx: Tx, contractId: string): Promise<void> {
    await tx.query('UPDATE contract SET model = NULL, attached_at = NULL, attached_by = NULL WHERE contract_id = $1', [
      contractId,
    ]);
  }
}
