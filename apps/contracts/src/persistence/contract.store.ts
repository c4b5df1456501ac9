import { Inject, Injectable } from '@nestjs/common';
import { actsIn } from '@ringvirkning/auth';
import { ContractActivatedV1 } from '@ringvirkning/contracts-api';
import {
  agreementOf,
  type Chain,
  chainOf,
  type Contract,
  type ContractFact,
  contractErrors,
  isCopy,
  type Joint,
  type Told,
} from '@ringvirkning/contracts-domain';
import { instant, localDate, type Instant } from '@ringvirkning/kernel';
import { requestContext, underScopes, type Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { KeptTerms } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { AppropriationStore } from './appropriation.store.js';
import { KeptCosts } from '../simulate-terms/planned-costs.js';
import { settingOf, STANDING } from './chain.store.js';
import { FactStore } from './fact.store.js';
import { SignOffStore } from './sign-off.store.js';
import type { ContractRow, VersionRow } from './contract.row.js';

/** The terms of one version: as they were written, and as they were read. */
export interface Document {
  readonly format: 'yaml' | 'json';
  readonly text: string;
  readonly terms: Terms;
  readonly digest: string;
  /** What whoever wrote it is called. */
  readonly author?: string;
}

/** A contract with the document of its current version. */
export interface StoredContract {
  readonly contract: Contract;
  readonly document: Document;
  /** When the current version was added. */
  readonly createdAt: Instant;
  /** Whether somebody has signed the version here, so that a change of the setting does not touch it. */
  readonly isChainFixed: boolean;
  /** Seen by somebody whom its terms name and the contract in force does not, or not yet. */
  readonly isAhead?: boolean;
}

/** SQL: who signs this version from an instance of their own, beside home. Before it is frozen: those parties who are active members today. */
export const PARTNERS = `CASE WHEN c.home IS NOT NULL OR EXISTS (SELECT FROM sign_off s WHERE (s.contract_id, s.version) = (c.contract_id, c.version))
  THEN (SELECT array_agg(p.organisation ORDER BY p.organisation) FROM contract_partner p WHERE (p.contract_id, p.version) = (c.contract_id, c.version))
  ELSE (SELECT array_agg(m.member ORDER BY m.member) FROM partner m WHERE m.status = 'active' AND jsonb_path_exists(v.terms, '$.parties[*].organisation ? (@ == $m)', jsonb_build_object('m', m.member)))
  END AS partners`;

/** SQL: contracts with the current version of each, and with the amendment that is being drafted, as a draft of its own. */
const CURRENT = 'contract';
const AMENDMENT = `(SELECT contract_id, ref, 'draft' AS status, amendment AS version, version AS amends, activated_on AS amends_since, NULL::date AS activated_on, home
  FROM contract WHERE amendment IS NOT NULL)`;
/** SQL: who signs an amendment from an instance of their own: whom it was shared with, or before that, who signed the version in force so and has not left since. */
const PARTNERS_AHEAD = `CASE WHEN c.home IS NOT NULL OR EXISTS (SELECT FROM sign_off s WHERE (s.contract_id, s.version) = (c.contract_id, c.version))
  THEN (SELECT array_agg(p.organisation ORDER BY p.organisation) FROM contract_partner p WHERE (p.contract_id, p.version) = (c.contract_id, c.version))
  ELSE (SELECT array_agg(p.organisation ORDER BY p.organisation) FROM contract_partner p LEFT JOIN partner m ON m.member = p.organisation
    WHERE (p.contract_id, p.version) = (c.contract_id, c.amends) AND coalesce(m.status, '') NOT IN ('left', 'excluded'))
  END AS partners`;
const select = (
  contracts: typeof CURRENT | typeof AMENDMENT,
): string => `SELECT c.contract_id, c.ref, c.status, c.version, c.activated_on::text, c.home, ${contracts === CURRENT ? PARTNERS : PARTNERS_AHEAD}, v.source_format, v.source_text, v.terms, v.terms_digest, v.created_at,
  EXISTS (SELECT FROM withdrawal w WHERE (w.contract_id, w.version) = (c.contract_id, c.version)) AS withdrawn, f.chain, f.contract_id IS NOT NULL AS chain_fixed, ${STANDING} AS setting,
  ${contracts === CURRENT ? 'NULL::integer AS amends, NULL::text AS amends_since' : 'c.amends, c.amends_since::text'}
  FROM ${contracts} c JOIN contract_version v USING (contract_id, version) LEFT JOIN sign_off_chain f USING (contract_id, version)`;

@Injectable()
export class ContractStore {
  private readonly keptTerms = new KeptTerms(200);

  constructor(
    private readonly facts: FactStore,
    private readonly signOffs: SignOffStore,
    private readonly money: AppropriationStore,
    private readonly costs: KeptCosts,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  /** @throws not-found when there is no such contract, or the actor is not party to it. */
  async get(tx: Tx, contractId: string): Promise<StoredContract> {
    return this.load(
      tx,
      (await tx.query(`${select(CURRENT)} WHERE c.contract_id = $1`, [contractId])) as ContractRow[],
    );
  }

  /** The draft of an amendment, as a draft of its own: for who sees the contract in force, and for whom it names itself. */
  async amendment(tx: Tx, contractId: string): Promise<StoredContract | undefined> {
    const seen = await tx.query<unknown[]>('SELECT 1 FROM contract WHERE contract_id = $1', [contractId]);
    return underScopes(tx, '*', async () => {
      const rows = await tx.query<ContractRow[]>(`${select(AMENDMENT)} WHERE c.contract_id = $1`, [contractId]);
      if (rows.length === 0) return undefined;
      const stored = await this.load(tx, rows);
      if (seen.length > 0) return stored;
      return isNamed(stored) ? { ...stored, isAhead: true } : undefined;
    });
  }

  /**
   * The contract as the actor may see it: whoever only an amendment names sees that and nothing of what goes before it, also once it was put in force, until the day
   * on which it holds. @throws not-found as {@link get}
   */
  async seen(tx: Tx, contractId: string): Promise<StoredContract> {
    const seen = await tx.query<unknown[]>('SELECT 1 FROM contract WHERE contract_id = $1', [contractId]);
    if (seen.length > 0) return this.get(tx, contractId);
    const open = await this.amendment(tx, contractId);
    if (open) return open;
    const stored = await underScopes(tx, '*', () => this.get(tx, contractId));
    if (!stored.document.terms.amends || !isNamed(stored)) throw contractErrors.unknownContract();
    return { ...stored, isAhead: true };
  }

  /** What waits to be signed and put in force: the amendment that is being drafted, or else the contract itself. @throws not-found as {@link get} */
  async open(tx: Tx, contractId: string): Promise<StoredContract> {
    return (await this.amendment(tx, contractId)) ?? this.get(tx, contractId);
  }

  /** The same, held against other changes until the transaction ends. */
  async lockOpen(tx: Tx, contractId: string): Promise<StoredContract> {
    await underScopes(tx, '*', () =>
      tx.query('SELECT 1 FROM contract WHERE contract_id = $1 FOR UPDATE', [contractId]),
    );
    return this.open(tx, contractId);
  }

  /** The same, held against other changes until the transaction ends. */
  async lock(tx: Tx, contractId: string): Promise<StoredContract> {
    await tx.query('SELECT 1 FROM contract WHERE contract_id = $1 FOR UPDATE', [contractId]);
    return this.get(tx, contractId);
  }

  /** The same, where it is not known that there is one. */
  async find(tx: Tx, contractId: string): Promise<StoredContract | undefined> {
    const [row] = await tx.query<unknown[]>('SELECT 1 FROM contract WHERE contract_id = $1 FOR UPDATE', [contractId]);
    return row === undefined ? undefined : this.get(tx, contractId);
  }

  /** Who would sign such terms from an instance of their own, if they were frozen now. */
  async joint(tx: Tx, { parties }: Pick<Terms, 'parties'>): Promise<Joint | undefined> {
    const rows = await tx.query<{ member: string }[]>(
      `SELECT member FROM partner WHERE status = 'active' AND member = ANY ($1) ORDER BY member`,
      [parties.map(({ organisation }) => organisation)],
    );
    return jointOf(this.config.INSTANCE_ID, { home: null, partners: rows.map(({ member }) => member) });
  }

  /**
   * What others were told of a contract before the database was put back to an older backup, and gave back since: of its versions the first after one that stands.
   * Each comes into force again as it was, one after the other.
   */
  async told(tx: Tx, ref: string, after = 0): Promise<Told | undefined> {
    const [told] = (await tx.query(
      `SELECT data->>'contractId' AS id, (data->>'version')::integer AS version, data->>'termsDigest' AS "termsDigest", data->>'activatedOn' AS "on"
       FROM outbox WHERE given_back_by IS NOT NULL AND subject = $1 AND data->>'ref' = $2 AND (data->>'version')::integer > $3 ORDER BY (data->>'version')::integer, seq DESC LIMIT 1`,
      [ContractActivatedV1.subject, ref, after],
    )) as Told[];
    return told;
  }

  /** Every draft the actor sees, of contracts and of amendments, oldest first. */
  async drafts(tx: Tx): Promise<StoredContract[]> {
    const rows = (await tx.query(
      `${select(CURRENT)} WHERE c.status = 'draft' ORDER BY v.created_at, c.contract_id LIMIT 500`,
    )) as ContractRow[];
    const drafts: StoredContract[] = [];
    for (const row of rows) drafts.push(await this.load(tx, [row]));
    const open = await this.openAmendments(tx);
    return [...drafts, ...open].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  }

  private async openAmendments(tx: Tx): Promise<StoredContract[]> {
    const ids = await underScopes(tx, '*', () =>
      tx.query<{ id: string }[]>('SELECT contract_id AS id FROM contract WHERE amendment IS NOT NULL LIMIT 500'),
    );
    const open: StoredContract[] = [];
    for (const { id } of ids) {
      const amendment = await this.amendment(tx, id);
      if (amendment) open.push(amendment);
    }
    return open;
  }

  /** Versions, newest first; `frozen_at` is the version's first sign-off. */
  async versions(tx: Tx, contractId: string): Promise<VersionRow[]> {
    return (await tx.query(
      `SELECT version, terms_digest, created_at, created_by, author, terms->'parties' AS parties, (SELECT min(s.at) FROM sign_off s WHERE s.contract_id = v.contract_id AND s.version = v.version) AS frozen_at
       FROM contract_version v WHERE contract_id = $1 ORDER BY version DESC`,
      [contractId],
    )) as VersionRow[];
  }

  async withdraw(tx: Tx, contractId: string, fact: Extract<ContractFact, { type: 'withdrawn' }>): Promise<void> {
    await tx.query('INSERT INTO withdrawal (contract_id, version, at) VALUES ($1, $2, $3)', [
      contractId,
      fact.version,
      fact.at,
    ]);
    await this.facts.add(tx, contractId, fact);
  }

  /** An amendment takes the place of the version in force; since when the contract is in force does not change. */
  async activate(tx: Tx, contractId: string, fact: Extract<ContractFact, { type: 'activated' }>): Promise<void> {
    await tx.query(
      `UPDATE contract SET status = 'active', activated_on = coalesce(activated_on, $2), version = $3, amendment = NULL, amendment_of = NULL WHERE contract_id = $1`,
      [contractId, fact.on, fact.version],
    );
    await this.facts.add(tx, contractId, fact);
  }

  private async load(tx: Tx, rows: readonly ContractRow[]): Promise<StoredContract> {
    const row = rows[0];
    if (!row) throw contractErrors.unknownContract();
    const signOffs = await this.signOffs.of(tx, row.contract_id, row.version);
    const appropriations = await this.money.of(tx, row.contract_id);
    const riskDecisions = await this.money.riskDecisionsOf(tx, row.contract_id, row.version);
    const terms = await this.keptTerms.get(row.terms_digest, () => row.terms);
    const joint = jointOf(this.config.INSTANCE_ID, row);
    const accessions = joint ? await this.signOffs.accessionsOf(tx, row.contract_id, row.version) : [];
    return {
      contract: {
        id: row.contract_id,
        status: row.status,
        version: row.version,
        frozenAt: signOffs[0]?.at ?? null,
        agreement: agreementOf(terms, row.terms_digest, joint, this.chain(row, terms, joint)),
        signOffs,
        appropriations,
        riskDecisions,
        activatedOn: row.activated_on === null ? null : localDate(row.activated_on),
        accessions,
        isWithdrawn: row.withdrawn,
        amended:
          row.amends !== null && row.amends_since !== null
            ? { version: row.amends, activatedOn: localDate(row.amends_since) }
            : undefined,
      },
      document: { format: row.source_format, text: row.source_text, terms, digest: row.terms_digest },
      createdAt: instant(row.created_at.toISOString()),
      isChainFixed: row.chain_fixed,
    };
  }

  /** What was fixed by the first sign-off here, or what the setting asks now. */
  private chain(row: ContractRow, terms: Terms, joint: Joint | undefined): Chain | undefined {
    const { chain, chain_fixed: isFixed, setting: standing, status } = row;
    if (isFixed || status !== 'draft' || !standing) return chain ?? undefined;
    const setting = settingOf(standing);
    return chainOf(setting, terms, { us: this.config.INSTANCE_ID, joint }, () =>
      this.costs.of(row.terms_digest, terms, setting.expectedSuccess),
    );
  }
}

/** Whether the actor is among the parties of a version to whom it is open here. */
export const mayRead = (contract: Contract, parties: Terms['parties']): boolean =>
  actsIn(requestContext.get().actor, openHere(contract, parties));
const isNamed = ({ contract, document }: StoredContract): boolean => mayRead(contract, document.terms.parties);

/** The parties of a version to whom it is open in this instance: of a contract that a partner leads, our own. */
export const openHere = (contract: Contract, parties: Terms['parties']): Terms['parties'] =>
  isCopy(contract) ? parties.filter(({ organisation }) => organisation === contract.agreement.joint!.us) : parties;

/** A contract is joint where somebody beside home signs from an instance of their own. */
export const jointOf = (us: string, { home, partners }: Pick<ContractRow, 'home' | 'partners'>): Joint | undefined =>
  partners && partners.length > 0 ? { us, home: home ?? us, partners } : undefined;
