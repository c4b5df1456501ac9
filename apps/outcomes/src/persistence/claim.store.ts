import { Injectable } from '@nestjs/common';
import { dateInDenmark, instant, type LocalDate } from '@ringvirkning/kernel';
import type { EvidenceReference } from '@ringvirkning/outcomes-api';
import {
  evolve,
  outcomeErrors,
  type Actor,
  type Candidate,
  type Claim,
  type ClaimFact,
  type ClaimRules,
  type Finding,
  type OtherClaim,
} from '@ringvirkning/outcomes-domain';
import { queryByKey, unnested, withoutWaiting, type Tx } from '@ringvirkning/persistence';
import { lastNameOf } from './acting-name.js';
import { CLAIM_COLUMNS, type ClaimRow, type ObjectionRow } from './claim.row.js';
import { RULES, rulesOf, type ContractRules } from './contract.store.js';

export interface NewClaim {
  readonly claimId: string;
  readonly contractId: string;
  readonly participantId: string;
  readonly candidate: Candidate & { readonly evidence: readonly EvidenceReference[] };
  /** Who pays for what is achieved on its day. */
  readonly payer: string | null;
  readonly claimKey: string;
  /** Set for refused rows of an import: the same row refused again is not a second record. */
  readonly refusalKey: string | null;
  readonly findings: readonly Finding[];
  readonly fact: Extract<ClaimFact, { type: 'claimed' | 'refused' }>;
  readonly importId: string | null;
}

/** A claim that the transaction holds, with what a step needs to know beside it. */
export interface HeldClaim {
  readonly contractId: string;
  readonly contractVersion: number;
  readonly participantId: string;
  readonly rules: ClaimRules;
  readonly claim: Claim;
  /** Under which name the person was last seen acting on the contract. */
  readonly knownAs: string | null;
}

type HeldRow = ClaimRow & { readonly version: number; readonly rules: ContractRules; readonly known_as: string | null };

interface OtherRow extends Pick<
  ClaimRow,
  'participant_id' | 'outcome' | 'follow_up' | 'quantity' | 'external_ref' | 'evidence' | 'status'
> {
  achieved_on: LocalDate;
}

const HOLD = `
  SELECT ${CLAIM_COLUMNS}, k.version, ${RULES}, ${lastNameOf('c', '$2')} AS known_as
  FROM claim c JOIN participant p USING (participant_id) JOIN contract k ON k.contract_id = c.contract_id WHERE c.claim_id = $1 FOR UPDATE OF c`;

/** What is written of a person who is erased is not kept, also when it was on its way meanwhile: so it is asked in the statement that writes. */
const UNLESS_ERASED =
  'NOT EXISTS (SELECT FROM claim c JOIN participant p USING (participant_id) WHERE c.claim_id = $1::uuid AND p.erased_at IS NOT NULL)';

const SAVE = `
  WITH history AS (
    INSERT INTO claim_fact (contract_id, claim_id, type, at, subject, organisation, note)
    SELECT $2::uuid, $1::uuid, type, at, subject, organisation, CASE WHEN note IS NOT NULL AND ${UNLESS_ERASED} THEN note END FROM json_to_recordset($10::json) AS f (type text, at timestamptz, subject text, organisation text, note text))
  UPDATE claim SET status = $3, attester = $4, attester_organisation = $5, verifier = $6, verifier_organisation = $7, objection_ends_at = $8, finalised_at = coalesce($9, finalised_at), claimant = $11, claimant_organisation = $12, waiting_since = $13
  WHERE claim_id = $1::uuid`;

@Injectable()
export class ClaimStore {
  /** Everything claimed for these people so far, by person; except one claim, when it is to be judged anew. */
  async othersOf(tx: Tx, participantIds: readonly string[], except?: string): Promise<Map<string, OtherClaim[]>> {
    const rows = (await tx.query(
      'SELECT participant_id, outcome, follow_up, achieved_on::text, quantity, external_ref, evidence, status FROM claim WHERE participant_id = ANY ($1) AND claim_id IS DISTINCT FROM $2::uuid ORDER BY claim_id',
      [participantIds, except ?? null],
    )) as OtherRow[];
    const others = new Map<string, OtherClaim[]>(participantIds.map((id) => [id, []]));
    for (const row of rows) {
      others.get(row.participant_id)!.push({
        outcome: row.outcome,
        followUp: row.follow_up,
        on: row.achieved_on,
        quantity: row.quantity,
        externalRef: row.external_ref,
        evidence: row.evidence,
        status: row.status,
      });
    }
    return others;
  }

  /** Inserts claims with their first fact. Returns the ids of those that no unique rule (same achievement, same reference) kept out. */
  async insert(tx: Tx, claims: readonly NewClaim[]): Promise<Set<string>> {
    const all = NEW.gathered(claims.map(toRow));
    const rows = (await tx.query(
      `WITH added AS (
        INSERT INTO claim (${NEW.columns}, waiting_since) SELECT *, (claimed_at AT TIME ZONE 'Europe/Copenhagen')::date FROM ${all.rows}
        ON CONFLICT DO NOTHING RETURNING claim_id, contract_id, status, claimed_at, claimant, claimant_organisation),
      history AS (INSERT INTO claim_fact (contract_id, claim_id, type, at, subject, organisation) SELECT contract_id, claim_id, status, claimed_at, claimant, claimant_organisation FROM added)
      SELECT claim_id FROM added`,
      all.values,
    )) as { claim_id: string }[];
    return new Set(rows.map(({ claim_id }) => claim_id));
  }

  /** The claim an objection is about. @throws not-found */
  async claimOfObjection(tx: Tx, objectionId: string): Promise<string> {
    const [row] = (await tx.query('SELECT claim_id FROM objection WHERE objection_id = $1', [objectionId])) as {
      claim_id: string;
    }[];
    if (!row) throw outcomeErrors.unknownObjection();
    return row.claim_id;
  }

  /**
   * The claim with its objections and the rules of its contract, held until the transaction ends.
   * Objections are read when they can be there, by a statement of their own: one that had to wait for the lock would not see those that were added meanwhile.
   * @throws not-found when there is none the actor may see.
   */
  async lock(tx: Tx, claimId: string, actingSubject: string): Promise<HeldClaim> {
    const [row] = await queryByKey<HeldRow>(tx, HOLD, [claimId, actingSubject]);
    if (!row) throw outcomeErrors.unknownClaim();
    const objections = row.objection_ends_at === null ? [] : await this.objectionsOf(tx, claimId);
    return {
      contractId: row.contract_id,
      contractVersion: row.version,
      participantId: row.participant_id,
      rules: rulesOf(row.rules),
      claim: toClaim(row, objections),
      knownAs: row.known_as,
    };
  }

  async objectionsOf(tx: Tx, claimId: string): Promise<ObjectionRow[]> {
    return (await tx.query(
      'SELECT objection_id, raised_by, organisation, reason, raised_at, decision, decided_at FROM objection WHERE claim_id = $1 ORDER BY raised_at, objection_id',
      [claimId],
    )) as ObjectionRow[];
  }

  /** Saves the state after these facts, and the facts; returns the state. */
  async apply(tx: Tx, { contractId, claim }: HeldClaim, facts: readonly ClaimFact[]): Promise<Claim> {
    const next = facts.reduce<Claim>(evolve, claim);
    const finalisedAt = facts.find(({ type }) => type === 'finalised')?.at;
    const saved = queryByKey(tx, SAVE, [
      claim.id,
      contractId,
      next.status,
      next.attester?.subject ?? null,
      next.attester?.organisation ?? null,
      next.verifier?.subject ?? null,
      next.verifier?.organisation ?? null,
      next.objectionEndsAt,
      finalisedAt ?? null,
      JSON.stringify(facts.map(({ type, at, by, note }) => ({ type, at, ...by, note }))),
      next.claimant.subject,
      next.claimant.organisation,
      dateInDenmark(facts.at(-1)!.at),
    ]);
    withoutWaiting(tx, saved);
    for (const fact of facts) {
      if (fact.type === 'objected') await this.addObjection(tx, contractId, claim.id, fact);
      if (fact.type === 'objection-upheld' || fact.type === 'objection-dismissed') await this.decideObjection(tx, fact);
    }
    return next;
  }

  private async addObjection(
    tx: Tx,
    contractId: string,
    claimId: string,
    fact: Extract<ClaimFact, { type: 'objected' }>,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO objection (claim_id, contract_id, objection_id, raised_by, organisation, reason, raised_at)
       VALUES ($1, $2, $3, $4, $5, CASE WHEN ${UNLESS_ERASED} THEN $6 ELSE '' END, $7)`,
      [claimId, contractId, fact.objectionId, fact.by.subject, fact.by.organisation, fact.note ?? '', fact.at],
    );
  }

  private async decideObjection(
    tx: Tx,
    fact: Extract<ClaimFact, { type: 'objection-upheld' | 'objection-dismissed' }>,
  ): Promise<void> {
    const decision = fact.type === 'objection-upheld' ? 'upheld' : 'dismissed';
    await tx.query('UPDATE objection SET decision = $2, decided_by = $3, decided_at = $4 WHERE objection_id = $1', [
      fact.objectionId,
      decision,
      fact.by.subject,
      fact.at,
    ]);
  }
}

const toRow = ({
  claimId,
  contractId,
  participantId,
  candidate,
  payer,
  importId,
  claimKey,
  refusalKey,
  findings,
  fact,
}: NewClaim) => ({
  claim_id: claimId,
  contract_id: contractId,
  participant_id: participantId,
  outcome: candidate.outcome,
  follow_up: candidate.followUp,
  period_start: candidate.periodStart,
  achieved_on: candidate.on,
  quantity: candidate.quantity,
  evidence: JSON.stringify(candidate.evidence),
  external_ref: candidate.externalRef,
  import_id: importId,
  claim_key: claimKey,
  refusal_key: refusalKey,
  findings: JSON.stringify(findings),
  status: fact.type,
  claimant: fact.by.subject,
  claimant_organisation: fact.by.organisation,
  claimed_at: fact.at,
  paying_municipality: payer,
});

const NEW = unnested<ReturnType<typeof toRow>>({
  claim_id: 'uuid',
  contract_id: 'uuid',
  participant_id: 'uuid',
  outcome: 'text',
  follow_up: 'text',
  period_start: 'date',
  achieved_on: 'date',
  quantity: 'text',
  evidence: 'jsonb',
  external_ref: 'text',
  import_id: 'uuid',
  claim_key: 'text',
  refusal_key: 'text',
  findings: 'jsonb',
  status: 'text',
  claimant: 'text',
  claimant_organisation: 'text',
  claimed_at: 'timestamptz',
  paying_municipality: 'text',
});

const actorOrNull = (subject: string | null, organisation: string | null): Actor | null =>
  subject === null || organisation === null ? null : { subject, organisation };

export const toClaim = (row: ClaimRow, objections: readonly ObjectionRow[]): Claim => ({
  id: row.claim_id,
  status: row.status,
  claimant: { subject: row.claimant, organisation: row.claimant_organisation },
  attester: actorOrNull(row.attester, row.attester_organisation),
  verifier: actorOrNull(row.verifier, row.verifier_organisation),
  objectionEndsAt: row.objection_ends_at && instant(row.objection_ends_at.toISOString()),
  objections: objections.map(({ objection_id, raised_by, organisation, decision }) => ({
    id: objection_id,
    by: { subject: raised_by, organisation },
    decision,
  })),
  sample: row.sample_place,
});
