import { openContract, type ContractKeeper } from '@ringvirkning/contract-mirror';
import type { ActiveContract } from '@ringvirkning/contracts-api';
import type { Currency } from '@ringvirkning/kernel';
import { queryByKey, type Tx } from '@ringvirkning/persistence';
import { frozenTerms, KeptTerms, termsDigest, termsOn, versionsOf } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';

/** A version of a contract in force, as payments needs it. */
export interface Contract {
  readonly contractId: string;
  readonly version: number;
  readonly ref: string;
  readonly title: string;
  readonly currency: Currency;
  readonly termsDigest: string;
  readonly terms: Terms;
  /** Organisations that pay from an instance of their own. */
  readonly partners: readonly string[];
}

/** The digest of the version that holds at a cut-off: an amendment that holds later has no part in what is computed then. */
export const digestAt = ({ terms, termsDigest: newest }: Contract, cutOff: string): string => {
  const held = termsOn(terms, cutOff);
  return held === terms ? newest : termsDigest(held);
};

type Row = Omit<Contract, 'terms'>;
const COLUMNS =
  'contract_id AS "contractId", version, ref, title, currency, terms_digest AS "termsDigest", coalesce(partners, \'[]\') AS partners';

export class ContractStore implements ContractKeeper {
  private readonly keptTerms = new KeptTerms(200);

  /** Makes the contract known, with its parties' right to see it. A version that is known stays as it is. */
  async put(tx: Tx, contract: ActiveContract): Promise<void> {
    const { contractId, version, ref, title, currency, activatedOn, termsDigest, terms, partners } = contract;
    await tx.query(
      `INSERT INTO contract_version (contract_id, version, ref, title, currency, activated_on, terms_digest, terms, partners)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [
        ...[contractId, version, ref, title, currency, activatedOn, termsDigest, JSON.stringify(terms)],
        partners ? JSON.stringify(partners) : null,
      ],
    );
    const versions = versionsOf(frozenTerms(terms));
    await openContract(
      tx,
      contractId,
      versions.map((each) => ({ parties: each.terms.parties, from: each.from })),
    );
  }

  async has(tx: Tx, contractIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await queryByKey<{ id: string }>(
      tx,
      'SELECT DISTINCT contract_id AS id FROM contract_version WHERE contract_id = ANY ($1::uuid[])',
      [contractIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The version in force, or the one asked for. */
  async find(tx: Tx, contractId: string, version?: number): Promise<Contract | undefined> {
    const [row] = await queryByKey<Row>(
      tx,
      `SELECT ${COLUMNS} FROM contract_version WHERE contract_id = $1 AND ($2::integer IS NULL OR version = $2) ORDER BY version DESC LIMIT 1`,
      [contractId, version ?? null],
    );
    return row && { ...row, terms: await this.terms(tx, row) };
  }

  /** Holds the contracts until the transaction ends: facts, reversals and runs of a contract are written one after the other. */
  async lock(tx: Tx, contractIds: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('contract ' || id, 0)) FROM (SELECT DISTINCT id FROM unnest($1::text[]) id ORDER BY id) AS ordered`,
      [[...contractIds]],
    );
  }

  /** Holds a contract if nobody does; whether it does. */
  async tryLock(tx: Tx, contractId: string): Promise<boolean> {
    const [row] = await tx.query<{ held: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('contract ' || $1::text, 0)) AS held`,
      [contractId],
    );
    return row!.held;
  }

  private async terms(tx: Tx, { contractId, version, termsDigest }: Row): Promise<Terms> {
    return this.keptTerms.get(termsDigest, async () => {
      const [row] = await tx.query<{ terms: unknown }[]>(
        'SELECT terms FROM contract_version WHERE contract_id = $1 AND version = $2',
        [contractId, version],
      );
      return row!.terms;
    });
  }
}
