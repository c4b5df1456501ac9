import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { activateContract, json, paymentsKnow, payUpTo, valuationModel, yearly, type Api } from '@ringvirkning/seed';
import type { System } from './system.js';
import type { Known } from './told-to.js';

/** 1,000 kr a home, 200 kr a follow-up, and what else the terms say. */
export const termsOf = (ref: string, more = ''): string => `
language: ringvirkning-terms/1
ref: ${ref}
title: { da: Tvilling, en: Twin }
currency: DKK
period: { from: 2025-01-01, to: 2027-12-31 }
parties:
  - { id: aarhus, name: Aarhus Kommune, kind: municipality, organisation: aarhus, municipalityCode: '0751', department: sociale-forhold, roles: [authority, payer] }
  - { id: dsi, name: DSI, kind: fund, organisation: dsi, roles: [payer, investor] }
  - { id: st-basils, name: St Basils, kind: supplier, organisation: st-basils, roles: [supplier] }
  - { id: verifier, name: Verifier, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier, authority], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
followUps:
  - { code: m3, months: 3 }
  - { code: m6, months: 6 }
groups:
  - { code: young, name: { da: Unge, en: Young } }
  - { code: old, name: { da: Ældre, en: Older } }
outcomes:
  - { code: kept-home, name: { da: Egen bolig, en: Own home }, kind: reached, price: { kind: per-claim, amount: 1000 } }
  - { code: mastery, name: { da: Selvmestring, en: Self-mastery }, kind: reached, followUps: [m3, m6], price: { kind: per-claim, amount: 200 } }
${more}payers:
  split: fixed
  parts: [{ party: aarhus, share: 2/3 }, { party: dsi, share: 1/3 }]
payees: [{ party: st-basils, share: 1 }]
`;

/** A claim in short: person, outcome and follow-up, day, group. */
export type Row = readonly [person: string, outcome: string, on: string, group: string];

/** People `name-from` up to `name-to`, each with these claims. */
export const several = (
  name: string,
  [from, to]: readonly [from: number, to: number],
  group: string,
  ...claims: readonly (readonly [what: string, on: string])[]
): Row[] =>
  Array.from({ length: to - from }, (_, i) =>
    claims.map(([what, on]): Row => [`${name}-${from + i}`, what, on, group]),
  ).flat();

/** A contract in force with its valuation model, whose people's life a spec writes. */
export class SmallContract {
  private readonly people = new Map<string, { readonly participantId: string; readonly pseudonym: string }>();
  private final = 0;
  private constructor(
    private readonly system: System,
    readonly ref: string,
    readonly contractId: string,
  ) {}

  static async born(system: System, ref: string, terms = termsOf(ref)): Promise<SmallContract> {
    const { api } = system;
    const contractId = await activateContract(api, {
      ref,
      terms,
      signOffs: [
        { by: 'council-member', role: 'council', party: 'aarhus' },
        { by: 'municipal-director', role: 'municipal-director', party: 'aarhus' },
      ],
      appropriations: yearly(['aarhus', 'dsi'], [2025, 2027], '900000000'),
    });
    const text = valuationModel('aarhus-young-homeless');
    const { model } = await api.post<{ model: string }>('controller', '/api/benefits/valuation-models', 'twin:model', {
      ...{ type: 'application/yaml', text },
    });
    await api.post(
      'controller',
      `/api/benefits/contracts/${contractId}/valuation`,
      `${ref}:valuation`,
      json({ model }),
    );
    return new SmallContract(system, ref, contractId);
  }

  async enrol(person: string, group = 'young', on = '2025-01-02'): Promise<string> {
    const known = this.people.get(person);
    if (known) return known.pseudonym;
    const enrolled = await this.api.post<{ participantId: string; pseudonym: string }>(
      'case-worker',
      `${this.outcomes}/participants`,
      `${this.ref}:${person}`,
      json({ referredOn: on, startedOn: on, group }),
    );
    this.people.set(person, enrolled);
    return enrolled.pseudonym;
  }

  async claim(key: string, rows: readonly Row[]): Promise<void> {
    const lines: string[] = [];
    for (const [person, what, on, group] of rows) {
      const [outcome, followUp = ''] = what.split(' ');
      const digest = createHash('sha256').update(`${person} ${what}`).digest('hex');
      lines.push(
        [await this.enrol(person, group), outcome, followUp, on, digest, 'register', `${person} ${what}`].join(';'),
      );
    }
    const header = 'participant;outcome;follow_up;achieved_on;evidence_digest;evidence_source;external_ref';
    const report = await this.api.post<{ refused: number; failed: number; errors: unknown }>(
      'case-worker',
      `${this.outcomes}/imports?mode=claim`,
      `${this.ref}:${key}`,
      { type: 'text/csv', text: [header, ...lines].join('\n') },
    );
    expect([key, report.refused + report.failed, report.errors]).toEqual([key, 0, []]);
  }

  async makeFinal(key: string, rows: readonly Row[]): Promise<void> {
    await this.claim(key, rows);
    await this.api.post(
      'department-head',
      `${this.outcomes}/attestations`,
      `${this.ref}:${key}:attest`,
      json({ all: true }),
    );
    await this.api.post('verifier', `${this.outcomes}/verifications`, `${this.ref}:${key}:verify`, json({ all: true }));
    this.final += rows.length;
    await paymentsKnow(this.api, this.contractId, this.final);
  }

  /** Claims by what an import calls them: person, outcome, follow-up. */
  async reverse(names: readonly string[]): Promise<void> {
    const path = `${this.outcomes}/claims`;
    const claims = await this.api.all<{ claimId: string; externalRef: string }>('department-head', path);
    for (const name of names) {
      const { claimId } = claims.find(({ externalRef }) => externalRef === name)!;
      const reason = json({ reason: 'Wrong person' });
      await this.api.post(
        'department-head',
        `/api/outcomes/claims/${claimId}/reversal`,
        `${this.ref}:${claimId}`,
        reason,
      );
    }
    this.final -= names.length;
    await this.api.until(
      'reversals',
      () => this.api.get<{ facts: number }>('controller', `/api/payments/contracts/${this.contractId}/summary`),
      ({ facts }) => facts === this.final,
    );
  }

  /** A follow-up that nobody claims is closed as not reached. */
  async close(people: readonly string[], followUp: string): Promise<void> {
    for (const person of people)
      await this.api.post(
        'case-worker',
        `/api/outcomes/participants/${this.people.get(person)!.participantId}/follow-ups`,
        `${this.ref}:${person}:${followUp}`,
        json({ outcome: 'mastery', followUp, closing: 'not-reached' }),
      );
  }

  /** An authorised run, of which every service has heard. */
  async pay(cutOff: string, key = cutOff): Promise<void> {
    await payUpTo(this.api, this.contractId, `${this.ref}:${key}`, cutOff, 'authorised');
    const { no } = (await this.runs())[0]!;
    const of = `WHERE contract_id = '${this.contractId}' AND no = ${no}`;
    await this.api.until(
      `benefits and outcomes to have run ${no} of ${this.ref}`,
      async () => [
        ...(await this.system.query('benefits', `SELECT FROM payment_run ${of}`)),
        ...(await this.system.query('outcomes', `SELECT FROM published_progress ${of}`)),
      ],
      (rows) => rows.length === 2,
    );
  }

  /** Newest first. */
  runs(): Promise<{ runId: string; no: number }[]> {
    return this.api.all('controller', `/api/payments/contracts/${this.contractId}/runs`);
  }

  /** What leads to all that can be asked of it. */
  async known(): Promise<Known> {
    const [claim] = (await this.system.query(
      'outcomes',
      `SELECT claim_id::text AS id, participant_id::text AS person FROM claim WHERE contract_id = '${this.contractId}' ORDER BY external_ref LIMIT 1`,
    )) as { id: string; person: string }[];
    const [claims, people] = claim ? [[claim.id], [claim.person]] : [[], []];
    const path = `/api/contracts/${this.contractId}`;
    const { termsDigest, signOffs } = await this.api.get<ContractDetails>('controller', path);
    const { digest } = await this.api.get<{ digest: string }>('controller', `${path}/signing`);
    const signed = signOffs.given.flatMap(({ summary }) => summary ?? []);
    return {
      ...{ contractId: this.contractId, ref: this.ref, digests: [...new Set([termsDigest, ...signed, digest])] },
      ids: {
        ...{ runs: (await this.runs()).map(({ runId }) => runId), contracts: [this.contractId] },
        ...{ claims, claimId: claims, participants: people, participantId: people },
        ...{ model: ['aarhus-young-homeless@1'], digest: ['0'.repeat(64), digest] },
      },
    };
  }

  private get api(): Api {
    return this.system.api;
  }

  private get outcomes(): string {
    return `/api/outcomes/contracts/${this.contractId}`;
  }
}
