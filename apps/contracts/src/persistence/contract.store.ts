import { Injectable } from '@nestjs/common';
import { openTo } from '@ringvirkning/auth';
import { ContractActivatedV1 } from '@ringvirkning/contracts-api';
import {
  agreementOf,
  type Appropriation,
  type Contract,
  type ContractFact,
  contractErrors,
  type SignOff,
  type Told,
} from '@ringvirkning/contracts-domain';
import { canonicalJson, instant, localDate, type Instant } from '@ringvirkning/kernel';
import { grantContractAccess, underScopes, type Tx } from '@ringvirkning/persistence';
import { KeptTerms } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import type { AppropriationRow, ContractRow, SignOffRow, VersionRow } from './contract.row.js';

/** The terms of one version: as they were written, and as they were read. */
export interface Document {
  readonly format: 'yaml' | 'json';
  readonly text: string;
  readonly terms: Terms;
  readonly digest: string;
}

/** A contract with the document of its current version. */
export interface StoredContract {
  readonly contract: Contract;
  readonly document: Document;
  /** When the current version was added. */
  readonly createdAt: Instant;
}

const SELECT = `SELECT c.contract_id, c.ref, c.status, c.version, c.activated_on::text, v.source_format, v.source_text, v.terms, v.terms_digest, v.created_at
  FROM contract c JOIN contract_version v USING (contract_id, version)`;

@Injectable()
export class ContractStore {
  private readonly keptTerms = new KeptTerms(200);

  /** @throws not-found when there is no such contract, or the actor is not party to it. */
  async get(tx: Tx, contractId: string): Promise<StoredContract> {
    return this.load(tx, (await tx.query(`${SELECT} WHERE c.contract_id = $1`, [contractId])) as ContractRow[]);
  }

  /** The same, held against other changes until the transaction ends. */
  async lock(tx: Tx, contractId: string): Promise<StoredContract> {
    await tx.query('SELECT 1 FROM contract WHERE contract_id = $1 FOR UPDATE', [contractId]);
    return this.get(tx, contractId);
  }

  /** What others were told of a contract before the database was put back to an older backup, and gave back since. */
  async told(tx: Tx, ref: string): Promise<Told | undefined> {
    const [told] = (await tx.query(
      `SELECT data->>'contractId' AS id, (data->>'version')::integer AS version, data->>'termsDigest' AS "termsDigest", data->>'activatedOn' AS "on"
       FROM outbox WHERE given_back_by IS NOT NULL AND subject = $1 AND data->>'ref' = $2 ORDER BY seq DESC LIMIT 1`,
      [ContractActivatedV1.subject, ref],
    )) as Told[];
    return told;
  }

  /** Every draft the actor sees, oldest first. */
  async drafts(tx: Tx): Promise<StoredContract[]> {
    const rows = (await tx.query(
      `${SELECT} WHERE c.status = 'draft' ORDER BY v.created_at, c.contract_id LIMIT 500`,
    )) as ContractRow[];
    const drafts: StoredContract[] = [];
    for (const row of rows) drafts.push(await this.load(tx, [row]));
    return drafts;
  }

  /** Versions, newest first; `frozen_at` is the version's first sign-off. */
  async versions(tx: Tx, contractId: string): Promise<VersionRow[]> {
    return (await tx.query(
      `SELECT version, terms_digest, created_at, created_by, (SELECT min(s.at) FROM sign_off s WHERE s.contract_id = v.contract_id AND s.version = v.version) AS frozen_at
       FROM contract_version v WHERE contract_id = $1 ORDER BY version DESC`,
      [contractId],
    )) as VersionRow[];
  }

  /** A new contract is not open to anybody yet, and the drafter does not see the others. @throws conflict when another contract has the same reference. */
  create(tx: Tx, fact: Extract<ContractFact, { type: 'created' }>, document: Document): Promise<void> {
    return underScopes(tx, '*', () => this.insert(tx, fact, document));
  }

  private async insert(tx: Tx, fact: Extract<ContractFact, { type: 'created' }>, document: Document): Promise<void> {
    const inserted = (await tx.query(
      `INSERT INTO contract (contract_id, ref, status, version, created_at, created_by) VALUES ($1, $2, 'draft', $3, $4, $5) ON CONFLICT (ref) DO NOTHING RETURNING 1`,
      [fact.id, fact.agreement.ref, fact.version, fact.at, fact.by],
    )) as unknown[];
    if (inserted.length === 0) throw contractErrors.refTaken(fact.agreement.ref);
    await this.addDocument(tx, fact.id, fact.version, fact, document);
  }

  /** Parties that the new version no longer names lose their access. */
  addVersion(
    tx: Tx,
    contractId: string,
    fact: Extract<ContractFact, { type: 'version-added' }>,
    document: Document,
  ): Promise<void> {
    return underScopes(tx, '*', async () => {
      await tx.query('UPDATE contract SET version = $2 WHERE contract_id = $1', [contractId, fact.version]);
      await tx.query('DELETE FROM contract_access WHERE contract_id = $1', [contractId]);
      await this.addDocument(tx, contractId, fact.version, fact, document);
    });
  }

  async addSignOff(tx: Tx, contractId: string, fact: Extract<ContractFact, { type: 'signed-off' }>): Promise<void> {
    const { role, party, by, byName, organisation, note, at } = fact.signOff;
    await tx.query(
      'INSERT INTO sign_off (contract_id, version, role, party, subject, name, organisation, note, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [contractId, fact.version, role, party, by, byName ?? null, organisation, note ?? null, at],
    );
    await this.addFact(tx, contractId, fact);
  }

  async addAppropriation(
    tx: Tx,
    contractId: string,
    fact: Extract<ContractFact, { type: 'appropriated' }>,
  ): Promise<void> {
    const { id, payer, budgetYear, amount, by, at } = fact.appropriation;
    await tx.query(
      'INSERT INTO appropriation (id, contract_id, payer, budget_year, amount, subject, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, contractId, payer, budgetYear, amount.toString(), by, at],
    );
    await this.addFact(tx, contractId, fact);
  }

  async activate(tx: Tx, contractId: string, fact: Extract<ContractFact, { type: 'activated' }>): Promise<void> {
    await tx.query(`UPDATE contract SET status = 'active', activated_on = $2 WHERE contract_id = $1`, [
      contractId,
      fact.on,
    ]);
    await this.addFact(tx, contractId, fact);
  }

  private async addDocument(
    tx: Tx,
    contractId: string,
    version: number,
    fact: Extract<ContractFact, { type: 'created' | 'version-added' }>,
    document: Document,
  ): Promise<void> {
    await tx.query(
      'INSERT INTO contract_version (contract_id, version, source_format, source_text, terms, terms_digest, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [
        contractId,
        version,
        document.format,
        document.text,
        JSON.stringify(document.terms),
        document.digest,
        fact.at,
        fact.by,
      ],
    );
    await grantContractAccess(tx, contractId, openTo(document.terms.parties));
    await this.addFact(tx, contractId, fact);
  }

  private async addFact(tx: Tx, contractId: string, fact: ContractFact): Promise<void> {
    await tx.query('INSERT INTO contract_fact (contract_id, type, fact) VALUES ($1, $2, $3)', [
      contractId,
      fact.type,
      canonicalJson(fact),
    ]);
  }

  private async load(tx: Tx, rows: readonly ContractRow[]): Promise<StoredContract> {
    const row = rows[0];
    if (!row) throw contractErrors.unknownContract();
    const signOffs = (await tx.query(
      'SELECT role, party, subject, name, organisation, note, at FROM sign_off WHERE contract_id = $1 AND version = $2 ORDER BY at, role, party',
      [row.contract_id, row.version],
    )) as SignOffRow[];
    const appropriations = (await tx.query(
      'SELECT id, payer, budget_year, amount, subject, at FROM appropriation WHERE contract_id = $1 ORDER BY at, id',
      [row.contract_id],
    )) as AppropriationRow[];
    const terms = await this.keptTerms.get(row.terms_digest, () => row.terms);
    return {
      contract: toContract(row, terms, signOffs.map(toSignOff), appropriations.map(toAppropriation)),
      document: { format: row.source_format, text: row.source_text, terms, digest: row.terms_digest },
      createdAt: instant(row.created_at.toISOString()),
    };
  }
}

const toContract = (
  row: ContractRow,
  terms: Terms,
  signOffs: SignOff[],
  appropriations: Appropriation[],
): Contract => ({
  id: row.contract_id,
  status: row.status,
  version: row.version,
  frozenAt: signOffs[0]?.at ?? null,
  agreement: agreementOf(terms, row.terms_digest),
  signOffs,
  appropriations,
  activatedOn: row.activated_on === null ? null : localDate(row.activated_on),
});

const toSignOff = ({ role, party, subject, name, organisation, note, at }: SignOffRow): SignOff => ({
  role,
  party,
  by: subject,
  byName: name ?? undefined,
  organisation,
  note: note ?? undefined,
  at: instant(at.toISOString()),
});

const toAppropriation = ({ id, payer, budget_year, amount, subject, at }: AppropriationRow): Appropriation => ({
  id,
  payer,
  budgetYear: budget_year,
  amount: BigInt(amount),
  by: subject,
  at: instant(at.toISOString()),
});
