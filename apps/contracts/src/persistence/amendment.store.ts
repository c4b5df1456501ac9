import { Injectable } from '@nestjs/common';
import type { Contract, ContractFact } from '@ringvirkning/contracts-domain';
import { openContract } from '@ringvirkning/contract-mirror';
import { underScopes, type Tx } from '@ringvirkning/persistence';
import { versionsOf } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import type { EndedRow } from './contract.row.js';
import { ContractStore, openHere, type Document } from './contract.store.js';
import { FactStore } from './fact.store.js';
import { VersionStore } from './version.store.js';

type FactOf<T extends ContractFact['type']> = Extract<ContractFact, { type: T }>;

/** A version that came into force: what it is, and who signed it. */
export interface VersionInForceRow {
  version: number;
  terms_digest: string;
  amends: Terms['amends'] | null;
  last_day: string;
  parties: Terms['parties'];
  put_in_force_at: string;
  sign_offs: { role: string; party: string; name: string | null; at: string }[];
}

/** The amendments of contracts in force. */
@Injectable()
export class AmendmentStore {
  constructor(
    private readonly contracts: ContractStore,
    private readonly versions: VersionStore,
    private readonly facts: FactStore,
  ) {}

  /** The number that the contract's next version gets: also what was given up keeps its own. */
  async nextVersion(tx: Tx, contractId: string): Promise<number> {
    const [row] = await tx.query<{ next: number }[]>(
      'SELECT max(version) + 1 AS next FROM contract_version WHERE contract_id = $1',
      [contractId],
    );
    return row!.next;
  }

  /** The draft becomes this version. It opens the contract to nobody: whom it alone names sees it alone. */
  propose(tx: Tx, contractId: string, fact: FactOf<'amendment-proposed'>, document: Document): Promise<void> {
    return underScopes(tx, '*', async () => {
      await this.versions.addVersionOf(tx, contractId, fact, document);
      await this.facts.add(tx, contractId, fact);
      await this.stands(tx, contractId, fact);
    });
  }

  /** The same of a contract that a partner leads, as home has frozen it. */
  copy(tx: Tx, fact: FactOf<'copied'>, terms: Terms): Promise<void> {
    return underScopes(tx, '*', async () => {
      await this.versions.addCopied(tx, fact, terms);
      await this.stands(tx, fact.id, fact);
    });
  }

  /** It is the amendment in the making, whatever was before it. */
  private async stands(tx: Tx, contractId: string, { version }: { readonly version: number }): Promise<void> {
    await tx.query('UPDATE contract SET amendment = $2, amendment_of = version WHERE contract_id = $1', [
      contractId,
      version,
    ]);
  }

  /** It takes the place of the version in force, and opens the contract to its new parties on the day on which it holds. */
  putInForce(tx: Tx, contract: Contract, fact: FactOf<'activated'>, { terms }: Document): Promise<void> {
    return underScopes(tx, '*', async () => {
      await this.contracts.activate(tx, contract.id, fact);
      const versions = versionsOf(terms).map((each) => ({
        parties: openHere(contract, each.terms.parties),
        from: each.from,
      }));
      await openContract(tx, contract.id, versions);
    });
  }

  /** The contract stays in force as it is. */
  discard(tx: Tx, contractId: string, fact: FactOf<'amendment-discarded'>): Promise<void> {
    return underScopes(tx, '*', async () => {
      await tx.query('UPDATE contract SET amendment = NULL, amendment_of = NULL WHERE contract_id = $1', [contractId]);
      await this.facts.add(tx, contractId, fact);
    });
  }

  /** The contract has ended, and with it what was in the making. */
  end(tx: Tx, contractId: string, fact: FactOf<'ended' | 'settled-again'>): Promise<void> {
    return underScopes(tx, '*', async () => {
      await tx.query(
        `UPDATE contract SET status = 'ended', amendment = NULL, amendment_of = NULL WHERE contract_id = $1`,
        [contractId],
      );
      await this.facts.add(tx, contractId, fact);
    });
  }

  /** When it ended, and by which settlement. */
  async ended(tx: Tx, contractId: string): Promise<EndedRow | undefined> {
    const [row] = await tx.query<EndedRow[]>(
      `SELECT fact->>'on' AS on, fact->>'settlement' AS settlement FROM contract_fact WHERE contract_id = $1 AND type IN ('ended', 'settled-again') ORDER BY id DESC LIMIT 1`,
      [contractId],
    );
    return row;
  }

  /** The versions that have been put in force, oldest first. */
  async inForce(tx: Tx, contractId: string): Promise<VersionInForceRow[]> {
    return tx.query<VersionInForceRow[]>(
      `SELECT v.version, v.terms_digest, (v.terms->'amends') - 'before' AS amends, v.terms->'period'->>'to' AS last_day, v.terms->'parties' AS parties, f.fact->>'at' AS put_in_force_at,
         (SELECT coalesce(json_agg(json_build_object('role', s.role, 'party', s.party, 'name', s.name, 'at', s.at) ORDER BY s.at, s.role, s.party), '[]')
          FROM sign_off s WHERE (s.contract_id, s.version) = (v.contract_id, v.version)) AS sign_offs
       FROM contract_version v JOIN contract_fact f ON f.contract_id = v.contract_id AND f.type = 'activated' AND f.fact->'version' = to_jsonb(v.version)
       WHERE v.contract_id = $1 ORDER BY v.version`,
      [contractId],
    );
  }
}
