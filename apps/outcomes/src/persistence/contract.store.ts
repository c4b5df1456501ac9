import { Injectable } from '@nestjs/common';
import { openContract, type ContractKeeper } from '@ringvirkning/contract-mirror';
import { actsIn } from '@ringvirkning/auth';
import type { ActiveContract, ContractEnded } from '@ringvirkning/contracts-api';
import { outcomeErrors, type ClaimRules } from '@ringvirkning/outcomes-domain';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { frozenTerms, KeptTerms, partiesOf, termsOn, versionsOf } from '@ringvirkning/terms';
import {
  dialogueMeasures,
  followUpName,
  type FollowUp,
  type IndividualOutcome,
  isIndividual,
  type Terms,
} from '@ringvirkning/terms-language';
import { LOOK_AGAIN } from './follow-ups-told.store.js';

export interface KnownContract {
  readonly contractId: string;
  readonly ref: string;
  readonly title: string;
  readonly terms: Terms;
  /** Organisations that pay from an instance of their own. */
  readonly partners: readonly string[];
  /** The day on which it was settled for good; null while it is in force. */
  readonly endedOn: string | null;
}

interface ContractRow {
  contract_id: string;
  ref: string;
  title: string;
  version: number;
  partners: string[];
  ended_on: string | null;
}

interface Step {
  readonly outcome: IndividualOutcome;
  readonly followUp: FollowUp | undefined;
}

const SELECT =
  "SELECT contract_id, ref, title, version, coalesce(partners, '[]') AS partners, ended_on::text FROM contract WHERE contract_id = $1";

@Injectable()
export class ContractStore implements ContractKeeper {
  private readonly kept = new KeptTerms(50);

  async has(tx: Tx, contractIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }[]>(
      'SELECT contract_id AS id FROM contract WHERE contract_id = ANY ($1::uuid[])',
      [contractIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** @throws not-found when the contract is not known, or gives the actor's organisation no role that lets them do this. */
  async get(tx: Tx, contractId: string): Promise<KnownContract> {
    return this.known(tx, await tx.query<ContractRow[]>(SELECT, [contractId]));
  }

  /** The same, for what is new to the contract. @throws rule `outcomes.contract-ended` when it has ended */
  async running(tx: Tx, contractId: string): Promise<KnownContract> {
    const contract = await this.get(tx, contractId);
    if (contract.endedOn !== null) throw outcomeErrors.contractEnded(contract.endedOn);
    return contract;
  }

  /** Contracts were settled for good: nothing is due of them any more. Needs an actor that sees every organisation. */
  async end(tx: Tx, ended: readonly ContractEnded[]): Promise<void> {
    await tx.query(
      `UPDATE contract c SET ended_on = e."endedOn" FROM json_to_recordset($1::json) AS e ("contractId" uuid, "endedOn" date) WHERE c.contract_id = e."contractId"`,
      [JSON.stringify(ended)],
    );
    await tx.query('DELETE FROM due WHERE contract_id = ANY ($1)', [ended.map(({ contractId }) => contractId)]);
  }

  /** The same, held until the transaction ends: steps of many claims of a contract come one after the other. */
  async lock(tx: Tx, contractId: string): Promise<KnownContract> {
    return this.known(tx, await tx.query<ContractRow[]>(`${SELECT} FOR NO KEY UPDATE`, [contractId]));
  }

  private async known(tx: Tx, [row]: readonly ContractRow[]): Promise<KnownContract> {
    if (!row) throw outcomeErrors.unknownContract();
    const { contract_id: contractId, ref, title, version, partners, ended_on: endedOn } = row;
    const terms = await this.termsOf(tx, contractId, version);
    if (!actsIn(requestContext.get().actor, partiesOf(terms))) throw outcomeErrors.unknownContract();
    return { contractId, ref, title, terms, partners, endedOn };
  }

  /** The terms of a version, which never change. */
  async termsOf(tx: Tx, contractId: string, version: number): Promise<Terms> {
    return this.kept.get(`${contractId} ${version}`, async () => {
      const [row] = await tx.query<{ terms: unknown }[]>('SELECT terms FROM contract WHERE contract_id = $1', [
        contractId,
      ]);
      return row!.terms;
    });
  }

  /** Stores or renews the local copy; an older version changes nothing. Needs an actor that sees every organisation. */
  async put(tx: Tx, contract: ActiveContract): Promise<void> {
    const terms = frozenTerms(contract.terms);
    await tx.query(
      `INSERT INTO contract_heard (contract_id, version, ref, terms, partners) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (contract_id, version) DO UPDATE SET partners = excluded.partners WHERE contract_heard.partners IS DISTINCT FROM excluded.partners`,
      [
        ...[contract.contractId, contract.version, contract.ref, JSON.stringify(contract.terms)],
        contract.partners ? JSON.stringify(contract.partners) : null,
      ],
    );
    const stored = (await tx.query(
      `INSERT INTO contract (contract_id, ref, title, version, terms, partners, amended) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (contract_id) DO UPDATE SET ref = excluded.ref, title = excluded.title, version = excluded.version, terms = excluded.terms, partners = excluded.partners, amended = excluded.amended
         WHERE contract.version < excluded.version OR (contract.version = excluded.version AND contract.partners IS DISTINCT FROM excluded.partners)
       RETURNING 1`,
      [
        ...[contract.contractId, contract.ref, contract.title, contract.version, JSON.stringify(contract.terms)],
        contract.partners ? JSON.stringify(contract.partners) : null,
        terms.amends ? JSON.stringify(ruledDays(terms)) : null,
      ],
    )) as unknown[];
    if (stored.length === 0) return;
    await openContract(
      tx,
      contract.contractId,
      versionsOf(terms).map((each) => ({ parties: each.terms.parties, from: each.from })),
    );
    await tx.query('DELETE FROM contract_step WHERE contract_id = $1', [contract.contractId]);
    await this.putSteps(tx, contract.contractId, terms);
    await this.putMeasures(tx, contract.contractId, terms);
    await tx.query(LOOK_AGAIN, [contract.contractId]);
  }

  /** A measure of an earlier version stays, as there may be scores of it, and is due no more. */
  private async putMeasures(tx: Tx, contractId: string, terms: Terms): Promise<void> {
    const dialogue = dialogueMeasures(terms);
    const measures = terms.measures.map(({ code, name, scale, every, times }) => ({
      measure: code,
      name,
      purpose: dialogue.has(code) ? 'dialogue' : 'payment',
      scored: scale !== undefined,
      every: every ?? null,
      times: times ?? null,
      due_until: dialogue.has(code) && every !== undefined && times === undefined ? terms.period.to : null,
    }));
    await tx.query(
      'UPDATE contract_measure SET due_until = NULL WHERE contract_id = $1 AND measure <> ALL ($2) AND due_until IS NOT NULL',
      [contractId, measures.map(({ measure }) => measure)],
    );
    await tx.query(
      `INSERT INTO contract_measure (contract_id, measure, name, purpose, scored, every, times, due_until)
       SELECT $1, * FROM json_to_recordset($2::json) AS m (measure text, name jsonb, purpose text, scored boolean, every int, times int, due_until date)
       ON CONFLICT (contract_id, measure) DO UPDATE SET name = excluded.name, purpose = excluded.purpose, scored = excluded.scored, every = excluded.every, times = excluded.times,
         due_until = excluded.due_until`,
      [contractId, JSON.stringify(measures)],
    );
  }

  private async putSteps(tx: Tx, contractId: string, terms: Terms): Promise<void> {
    await tx.query(
      `INSERT INTO contract_step (contract_id, outcome, follow_up, position, title, payment, due_after, planned, groups, cohorts, requires, follow_up_name, period_from, period_to)
       SELECT $1, outcome, follow_up, position, title, payment, make_interval(months => months, weeks => weeks), planned, ARRAY(SELECT json_array_elements_text(groups)), ARRAY(SELECT json_array_elements_text(cohorts)),
         requires, follow_up_name, $3, $4
       FROM json_to_recordset($2::json) AS s (outcome text, follow_up text, position int, title jsonb, payment boolean, months int, weeks int, planned int, groups json, cohorts json, requires jsonb, follow_up_name jsonb)`,
      [contractId, JSON.stringify(stepsOf(terms).map(toRow)), terms.period.from, terms.period.to],
    );
  }
}

const toRow = (step: Step, position: number) => ({
  outcome: step.outcome.code,
  follow_up: step.followUp?.code ?? '',
  position,
  title: step.outcome.name,
  payment: step.outcome.price !== undefined,
  months: step.followUp?.months ?? 0,
  weeks: step.followUp?.weeks ?? 0,
  planned: plannedOf(step),
  groups: step.outcome.groups ?? [],
  cohorts: step.outcome.cohorts ?? [],
  // What may be fulfilled in several ways makes nobody wait: the list of what is due names rather one step too many.
  requires: (step.outcome.requires ?? []).filter(({ or }) => or === undefined),
  follow_up_name: step.followUp ? followUpName(step.followUp) : null,
});

/** Outcomes that are measured on people, at each of their follow-ups. */
const stepsOf = (terms: Terms): Step[] =>
  terms.outcomes.filter(isIndividual).flatMap((outcome) =>
    (outcome.followUps ?? [undefined]).map((code) => ({
      outcome,
      followUp: terms.followUps.find((followUp) => followUp.code === code),
    })),
  );

function plannedOf({ outcome, followUp }: Step): number | null {
  const planned = outcome.planned.filter((plan) => plan.followUp === followUp?.code);
  return planned.length > 0 ? planned.reduce((sum, { count }) => sum + count, 0) : null;
}

/** The part of the terms that rules claims. */
export type ContractRules = Pick<Terms, 'claims' | 'verification' | 'parties'>;

/** {@link ContractRules} of the contract `k` that hold on the day of the claim `c`, as column `rules`: the whole terms are many times as long. */
export const RULES = `coalesce((SELECT v FROM jsonb_array_elements(k.amended) v WHERE (v->>'from')::date <= c.achieved_on ORDER BY (v->>'from')::date DESC LIMIT 1),
  jsonb_build_object('claims', k.claims, 'verification', k.verification, 'parties', k.parties)) AS rules`;

export const rulesOf = ({ claims, verification, parties }: ContractRules): ClaimRules => ({
  claimBy: claims.by,
  attestBy: claims.attestBy,
  verifyBy: claims.verifyBy,
  objectionDays: verification.objectionDays,
  isSampled: verification.sample !== undefined,
  parties: parties.map(({ organisation, roles }) => ({ organisation, roles })),
});

/** The rules of a day: what was achieved on it is claimed, attested and verified by them. */
export const rulesOn = (terms: Terms, on: string): ClaimRules => rulesOf(termsOn(terms, on));

/** Whoever has had a role in any version: what each may do is asked again of each day. */
export function rulesEver(terms: Terms): ClaimRules {
  const all = versionsOf(terms).map((version) => rulesOf(version.terms));
  return {
    ...rulesOf(terms),
    claimBy: [...new Set(all.flatMap(({ claimBy }) => claimBy))],
    parties: all.flatMap(({ parties }) => parties),
  };
}

/** The rules of each version, oldest first, and the first day on which they hold. */
const ruledDays = (terms: Terms): (ContractRules & { readonly from: string })[] =>
  versionsOf(terms).map(({ from = FIRST_DAY, terms: { claims, verification, parties } }) => ({
    ...{ from, claims, verification, parties },
  }));
const FIRST_DAY = '0001-01-01';

/** A part of the time, with the rules that hold in it; `to` is the day after it. */
export interface RuledDays {
  readonly from: string;
  readonly to: string;
  readonly rules: ClaimRules;
}

/** Of what was achieved in a time that may have seen several versions: whoever verifies at its end decides, and each has as long to object as any of them gives. */
export function rulesBetween(terms: Terms, { from, to }: { readonly from: string; readonly to: string }): ClaimRules {
  const held = periodsOf(terms).filter((period) => period.from <= to && period.to > from);
  const objectionDays = Math.max(...held.map(({ rules }) => rules.objectionDays));
  return { ...held.at(-1)!.rules, objectionDays };
}

export const periodsOf = (terms: Terms): RuledDays[] =>
  ruledDays(terms).map((days, i, all) => ({
    ...{ from: days.from, to: all[i + 1]?.from ?? '9999-12-31', rules: rulesOf(days) },
  }));
