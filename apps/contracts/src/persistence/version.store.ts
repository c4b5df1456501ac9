import { Injectable } from '@nestjs/common';
import { openTo } from '@ringvirkning/auth';
import { contractErrors, type ContractFact } from '@ringvirkning/contracts-domain';
import type { Instant } from '@ringvirkning/kernel';
import { grantContractAccess, underScopes, type Tx } from '@ringvirkning/persistence';
import { signedForm } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import type { Document } from './contract.store.js';
import { FactStore } from './fact.store.js';
import { SignOffStore } from './sign-off.store.js';

/** The versions of contracts: their documents, and to whom each opens its contract. */
@Injectable()
export class VersionStore {
  constructor(
    private readonly facts: FactStore,
    private readonly signOffs: SignOffStore,
  ) {}

  /** A new contract is not open to anybody yet, and the drafter does not see the others. @throws conflict when another contract has the same reference. */
  create(tx: Tx, fact: Extract<ContractFact, { type: 'created' }>, document: Document): Promise<void> {
    return underScopes(tx, '*', () => this.insert(tx, fact, document));
  }

  private async insert(tx: Tx, fact: Extract<ContractFact, { type: 'created' }>, document: Document): Promise<void> {
    const inserted = (await tx.query(
      `INSERT INTO contract (contract_id, ref, status, version, created_at, created_by) VALUES ($1, $2, 'draft', $3, $4, $5) ON CONFLICT (ref) WHERE home IS NULL DO NOTHING RETURNING 1`,
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

  /** A version of a contract that a partner leads: open to whom our own part of it is. */
  copy(tx: Tx, fact: Extract<ContractFact, { type: 'copied' }>, terms: Terms): Promise<void> {
    const { id, version, agreement, at } = fact;
    const { us, home } = agreement.joint!;
    return underScopes(tx, '*', async () => {
      await tx.query(
        `INSERT INTO contract (contract_id, ref, status, version, created_at, created_by, home) VALUES ($1, $2, 'draft', $3, $4, $5, $5)
         ON CONFLICT (contract_id) DO UPDATE SET version = excluded.version`,
        [id, agreement.ref, version, at, home],
      );
      await tx.query('DELETE FROM contract_access WHERE contract_id = $1', [id]);
      await this.addCopied(tx, fact, terms);
      const ours = terms.parties.filter(({ organisation }) => organisation === us);
      await grantContractAccess(tx, id, openTo(ours));
    });
  }

  /** The version itself, as home has frozen it, and what had been signed of it. */
  async addCopied(tx: Tx, fact: Extract<ContractFact, { type: 'copied' }>, terms: Terms): Promise<void> {
    const { id, version, agreement, signOffs, at } = fact;
    const { home, partners } = agreement.joint!;
    const [frozen, digest] = [signedForm(terms), agreement.termsDigest];
    await this.addVersionOf(
      tx,
      id,
      { version, at, by: home },
      { format: 'json', text: JSON.stringify(frozen, null, 2), terms: frozen, digest },
    );
    await this.signOffs.freeze(tx, id, version, partners);
    for (const signOff of signOffs) await this.signOffs.insert(tx, id, version, signOff);
    await this.facts.add(tx, id, fact);
  }

  /** Adds a version with its document, and opens the contract to its parties. */
  async addDocument(
    tx: Tx,
    contractId: string,
    version: number,
    fact: Extract<ContractFact, { type: 'created' | 'version-added' }>,
    document: Document,
  ): Promise<void> {
    await this.addVersionOf(tx, contractId, { ...fact, version }, document);
    await grantContractAccess(tx, contractId, openTo(document.terms.parties));
    await this.facts.add(tx, contractId, fact);
  }

  async addVersionOf(
    tx: Tx,
    contractId: string,
    { version, at, by }: { readonly version: number; readonly at: Instant; readonly by: string },
    { format, text, terms, digest, author }: Omit<Document, 'terms'> & { readonly terms: object },
  ): Promise<void> {
    await tx.query(
      'INSERT INTO contract_version (contract_id, version, source_format, source_text, terms, terms_digest, created_at, created_by, author) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [...[contractId, version, format, text], ...[JSON.stringify(terms), digest, at, by, author ?? null]],
    );
  }
}
