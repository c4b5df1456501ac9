import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Service } from '@ringvirkning/catalogue';
import { ClaimAuditSchema, WhatWorksSchema } from '@ringvirkning/outcomes-api';
import {
  ReconciliationSchema,
  type Comparison,
  type CrossCheckReport,
  type ReconciliationReport,
} from '@ringvirkning/reconciliation';
import type { DemoUser } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import { ringvirkning, type Ran } from './support/command.js';
import { begin, claim, closeOne, makeFinal, pay, reverseOne, type SmallLife } from './support/small-life.js';
import { System } from './support/system.js';

/** Rows that the attacks change, by service; they are kept so that each attack meets a sound system. */
const KEPT: Readonly<Partial<Record<Service, readonly string[]>>> = {
  contracts: ['contract_version', 'outbox'],
  outcomes: ['claim', 'claim_fact', 'outbox', 'seal_leaf'],
  payments: ['fact', 'payment_run', 'outbox', 'ledger_batch', 'ledger_entry', 'ledger_line', 'seal_leaf'],
  benefits: ['follow_ups_heard', 'outcome', 'payment_run', 'ledger_entry', 'ledger_line', 'benefit_sum', 'seal_leaf'],
};

const HOMES = `outcome = 'moved-in'`;
const FIRST_CLAIM = `(SELECT min(claim_id::text)::uuid FROM claim WHERE status = 'final' AND ${HOMES})`;
const FIRST_FACT = `(SELECT min(f.claim_id::text)::uuid FROM fact f WHERE ${HOMES} AND NOT EXISTS (SELECT FROM fact_reversal r WHERE r.claim_id = f.claim_id))`;
/** The event that told of the first claim says something else. */
const retold = (item: string, where = 'true'): string =>
  `UPDATE outbox SET data = jsonb_set(data, '{outcomes}', (SELECT jsonb_agg(CASE WHEN i->>'claimId' = ${FIRST_CLAIM}::text THEN ${item} ELSE i END)
     FROM jsonb_array_elements(data->'outcomes') i WHERE i->>'claimId' <> ${FIRST_CLAIM}::text OR ${where}))
   WHERE subject = 'evt.outcomes.outcomes-finalised.v1' AND data->'outcomes' @> jsonb_build_array(jsonb_build_object('claimId', ${FIRST_CLAIM}))`;
/** The newest seals are cut off and made anew by the service itself, over what is there now. */
const UNSEAL = 'DELETE FROM seal_leaf';
const accrualOf = (claimId: string): string =>
  `DELETE FROM ledger_line WHERE entry_id = (SELECT id FROM ledger_entry WHERE idempotency_key = 'accrual:' || ${claimId});
   DELETE FROM ledger_entry WHERE idempotency_key = 'accrual:' || ${claimId}`;
const PAID_MORE = `jsonb_set(%, '{0,amount}', to_jsonb(((%->0->>'amount')::bigint + 100)::text))`;
const paidMore = (column: string): string => PAID_MORE.replaceAll('%', column);

const ATTACKS: readonly (readonly [what: string, service: Service, statements: string, seen: readonly string[]])[] = [
  [
    'a final claim is taken away with its steps, its place in the event and its seal',
    'outcomes',
    `${retold('i', 'false')}; DELETE FROM claim_fact WHERE claim_id = ${FIRST_CLAIM}; DELETE FROM claim WHERE claim_id = ${FIRST_CLAIM}; ${UNSEAL}`,
    ['outcomes-finalised: outcomes → benefits', 'outcomes-finalised: outcomes → payments'],
  ],
  [
    'a final claim gets another day, in its event as well',
    'outcomes',
    `${retold(`jsonb_set(i, '{on}', '"2024-12-24"')`)}; UPDATE claim SET achieved_on = '2024-12-24' WHERE claim_id = ${FIRST_CLAIM}`,
    ['outcomes-finalised: outcomes → benefits', 'outcomes-finalised: outcomes → payments'],
  ],
  [
    'a claim becomes final behind the back of everybody',
    'outcomes',
    `INSERT INTO claim SELECT (jsonb_populate_record(c, jsonb_build_object('claim_id', gen_random_uuid(), 'claim_key', 'invented', 'external_ref', NULL))).* FROM claim c WHERE claim_id = ${FIRST_CLAIM}`,
    ['outcomes-finalised: outcomes → outcomes'],
  ],
  [
    'a reversal is undone at the claim',
    'outcomes',
    `UPDATE claim SET status = 'final' WHERE status = 'reversed'`,
    ['outcomes-reversed: outcomes → outcomes'],
  ],
  [
    'a fact is taken away with its accrual',
    'payments',
    `${accrualOf(FIRST_FACT)}; DELETE FROM fact WHERE claim_id = ${FIRST_FACT}; ${UNSEAL}`,
    ['outcomes-finalised: outcomes → payments'],
  ],
  [
    'a fact is invented',
    'payments',
    `INSERT INTO fact SELECT (jsonb_populate_record(f, jsonb_build_object('claim_id', gen_random_uuid(), 'position', nextval('fact_position')))).* FROM fact f WHERE claim_id = ${FIRST_FACT}`,
    ['accruals: payments → payments', 'outcomes-finalised: outcomes → payments'],
  ],
  ['an accrual was never booked', 'payments', `${accrualOf(FIRST_FACT)}; ${UNSEAL}`, ['accruals: payments → payments']],
  [
    'an accrual is a krone more, with its hash',
    'payments',
    `UPDATE ledger_line SET amount = amount + 100 * sign(amount) WHERE entry_id = (SELECT id FROM ledger_entry WHERE idempotency_key = 'accrual:' || ${FIRST_FACT});
     UPDATE ledger_entry SET input_hash = sha256('rebuilt') WHERE idempotency_key = 'accrual:' || ${FIRST_FACT}`,
    ['accruals: payments → payments'],
  ],
  [
    'a run pays a krone more, in its event and in the ledger as well',
    'payments',
    `UPDATE payment_run SET settlements = ${paidMore('settlements')};
     UPDATE outbox SET data = jsonb_set(data, '{payments}', ${paidMore(`(data->'payments')`)}) WHERE subject = 'evt.payments.payment-authorised.v1';
     UPDATE ledger_line SET amount = amount + 100 WHERE ctid = (SELECT min(l.ctid) FROM ledger_line l, payment_run r
       WHERE l.account = 'claim' AND l.counterparty = r.settlements->0->>'payer' AND l.party = r.settlements->0->>'payee' AND l.budget_year = (r.settlements->0->>'budgetYear')::integer)`,
    ['payment-authorised: payments → benefits'],
  ],
  [
    'the books of payments owe a krone more than the run',
    'payments',
    `UPDATE ledger_line SET amount = amount + 100 WHERE ctid = (SELECT min(ctid) FROM ledger_line WHERE account = 'claim')`,
    ['run-claims: payments → payments'],
  ],
  [
    'a run is taken out of benefits with its booking',
    'benefits',
    `DELETE FROM payment_run; DELETE FROM ledger_line WHERE account LIKE 'payment-%'; ${UNSEAL}`,
    ['payment-authorised: payments → benefits', 'sums: benefits → benefits'],
  ],
  [
    'benefits books a payment of a krone more',
    'benefits',
    `UPDATE ledger_line SET amount = amount + 100 * sign(amount) WHERE account LIKE 'payment-%'`,
    ['payment-bookings: benefits → benefits', 'sums: benefits → benefits'],
  ],
  [
    'the value of an outcome was never booked',
    'benefits',
    `DELETE FROM ledger_line WHERE entry_id = (SELECT min(id) FROM ledger_entry WHERE kind = 'benefit')`,
    ['sums: benefits → benefits', 'valuation-entries: benefits → benefits', 'valuations: benefits → benefits'],
  ],
  [
    'a page shows a krone more than the books',
    'benefits',
    'UPDATE benefit_sum SET amount = amount + 100 WHERE ctid = (SELECT min(ctid) FROM benefit_sum)',
    ['sums: benefits → benefits'],
  ],
  [
    'an outcome counts ten times in benefits',
    'benefits',
    `UPDATE outcome SET quantity = '10' WHERE claim_id = (SELECT min(claim_id::text)::uuid FROM outcome)`,
    ['outcomes-finalised: outcomes → benefits'],
  ],
  [
    'how a follow-up ended is another thing to benefits',
    'benefits',
    `UPDATE follow_ups_heard SET ended = jsonb_set(ended, '{0,lasts}', 'null')`,
    ['follow-ups-ended: outcomes → benefits'],
  ],
  [
    'the terms in force are rewritten where they were signed, and in the event',
    'contracts',
    `UPDATE contract_version SET terms = jsonb_set(terms, '{title}', '"other"'); UPDATE outbox SET data = jsonb_set(data, '{terms,title}', '"other"')`,
    ['contract-activated: contracts → outcomes', 'contract-activated: contracts → payments'],
  ],
];

interface Operations {
  readonly health: unknown;
  readonly comparison: CrossCheckReport | null;
}

describe('what the services say of the same things', () => {
  let system: System;
  let life: SmallLife;
  const report = async (): Promise<ReconciliationReport> =>
    ReconciliationSchema.parse(await system.api.get('operator', '/api/operations/reconciliation'));
  const wrong = async (): Promise<readonly Comparison[]> =>
    (await report()).comparisons.filter(({ state }) => state !== 'agrees');
  const operationsOf = async (service: Service): Promise<Operations> =>
    (await system.api.get('operator', `/api/${service}/operations`)) as Operations;
  const comparisonOf = async (service: Service) => (await operationsOf(service)).comparison;
  const healthOf = async (service: Service): Promise<string> => JSON.stringify((await operationsOf(service)).health);
  const named = ({ kind, told, held }: Comparison): string => `${kind}: ${told} → ${held}`;

  beforeAll(async () => {
    system = await System.start({ COMPARE_EVERY_MS: '200' });
    life = await begin(system.api, 'RECONCILED');
    await claim(system.api, life, 0);
    await makeFinal(system.api, life, 0);
    await pay(system.api, life, 0);
    await reverseOne(system.api, life);
    await closeOne(system.api, life);
    await eventually(async () => expect(await wrong()).toEqual([]));
    for (const [service, tables] of Object.entries(KEPT))
      await system.query(
        service as Service,
        ['CREATE SCHEMA kept', ...tables.map((table) => `CREATE TABLE kept.${table} AS TABLE ${table}`)].join('; '),
      );
  });
  afterAll(() => system?.stop());

  it('agrees, and everything was compared', async () => {
    const { state, comparisons, unanswered } = await report();
    expect({ state, unanswered }).toEqual({ state: 'agrees', unanswered: [] });
    expect(comparisons.map(named).sort()).toEqual([
      'accruals: payments → payments',
      'benefit-statements: benefits → benefits',
      'benefits-elsewhere: benefits → benefits',
      'benefits-told: benefits → benefits',
      'capital-recorded: payments → benefits',
      'capital-recorded: payments → payments',
      'capital: payments → payments',
      'contract-activated: contracts → benefits',
      'contract-activated: contracts → contracts',
      'contract-activated: contracts → outcomes',
      'contract-activated: contracts → payments',
      'contract-ended: contracts → contracts',
      'contract-ended: contracts → outcomes',
      'contract-settled: payments → contracts',
      'contract-settled: payments → payments',
      'due-answers: payments → payments',
      'due-authorised: payments → benefits',
      'due-authorised: payments → payments',
      'due-bookings: payments → payments',
      'due-from-partners: payments → payments',
      'follow-ups-ended: outcomes → benefits',
      'joint-contract-activated: contracts → benefits',
      'joint-contract-activated: contracts → contracts',
      'joint-contract-activated: contracts → payments',
      'letters-between: benefits → benefits',
      'moves-told: outcomes → outcomes',
      'outcomes-finalised: outcomes → benefits',
      'outcomes-finalised: outcomes → outcomes',
      'outcomes-finalised: outcomes → payments',
      'outcomes-reversed: outcomes → benefits',
      'outcomes-reversed: outcomes → outcomes',
      'outcomes-reversed: outcomes → payments',
      'partner-claims: payments → payments',
      'payment-authorised: payments → benefits',
      'payment-authorised: payments → payments',
      'payment-bookings: benefits → benefits',
      'run-claims: payments → payments',
      'settlements-elsewhere: benefits → benefits',
      'settlements: benefits → benefits',
      'sums: benefits → benefits',
      'valuation-entries: benefits → benefits',
      'valuations: benefits → benefits',
      'valued-outcomes: benefits → benefits',
    ]);
    // No other municipality takes part in the one contract, and no departments share by it.
    const compared = (name: string) =>
      /^(joint-|due-|partner-|benefits?-|moves-|settlements|letters-|capital|contract-(settled|ended))/.test(name)
        ? 0
        : 1;
    expect(comparisons.filter((each) => each.contracts !== compared(named(each))).map(named)).toEqual([]);
  });

  it('is told on the command line: what works, and the story of a claim, to whoever may see them and to nobody else', async () => {
    const asked = async (who: DemoUser, ...args: readonly string[]): Promise<Ran> =>
      ringvirkning([...args, '--lang', 'en'], {
        RINGVIRKNING_URL: system.url,
        RINGVIRKNING_TOKEN: await system.token(who),
      });
    const works = ['works', '--contract', life.contractId];
    const [text, json] = [await asked('case-worker', ...works), await asked('case-worker', ...works, '--json')];
    expect(text).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^Counted over 1 contract\n[^]*Moved into own home +Everybody/),
    });
    const page = await system.api.get('case-worker', `/api/outcomes/what-works?contractId=${life.contractId}`);
    expect(WhatWorksSchema.parse(JSON.parse(json.out)).steps).toEqual(WhatWorksSchema.parse(page).steps);

    const [{ id } = { id: '' }] = (await system.query(
      'outcomes',
      `SELECT claim_id AS id FROM claim WHERE status = 'reversed'`,
    )) as readonly { id: string }[];
    const kept = ClaimAuditSchema.parse(JSON.parse((await asked('controller', 'claim', 'audit', id, '--json')).out));
    expect(kept.claim.claimId).toBe(id);
    const story = await asked('controller', 'claim', 'audit', id);
    expect(story).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^RECONCILED [^]*Status: reversed/) });
    for (const { at, kind, type } of kept.acts) expect(story.out).toContain(`${at}  ${kind}: ${type}`);

    expect(await asked('investor', 'claim', 'audit', id)).toMatchObject({ code: 2, out: '' });
    expect(await asked('operator', ...works)).toMatchObject({ code: 2, out: '' });
  });

  it.each(ATTACKS)('differs when %s', async (_, service, statements, seen) => {
    await system.query(service, statements);
    try {
      const found = await eventually(async () => {
        const differing = await wrong();
        expect(differing.map(named).sort()).toEqual(seen);
        return differing;
      });
      for (const { state, differing } of found) {
        expect(state).toBe('differs');
        expect(differing.map(({ contractId }) => contractId)).toEqual([life.contractId]);
      }
    } finally {
      await system.query(
        service,
        KEPT[service]!.map(
          (table) => `DELETE FROM ${table}; INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM kept.${table}`,
        ).join('; '),
      );
    }
  });

  it('is compared by the services themselves, by the clock: amber, then red, until it is healed', async () => {
    const found = async (): Promise<readonly object[]> => (await comparisonOf('payments'))!.findings;
    const sound = {
      comparison: { contracts: 1, findings: [] },
      jobs: expect.arrayContaining([expect.objectContaining({ name: 'payments.compare', failures: [] })]) as unknown,
    };
    await eventually(async () => expect(await operationsOf('payments')).toMatchObject(sound));
    await system.query('payments', `UPDATE fact SET quantity = '10' WHERE claim_id = ${FIRST_FACT}`);
    try {
      const what = { kind: 'outcomes-finalised', told: 'outcomes', held: 'payments', contractId: life.contractId };
      const red = expect.objectContaining({ ...what, level: 'red' });
      await eventually(async () => expect(await found()).toContainEqual(red));
      await eventually(async () => expect(await healthOf('payments')).toMatch(/"comparison":\{"status":"degraded"/));
    } finally {
      const kept = 'DELETE FROM fact; INSERT INTO fact OVERRIDING SYSTEM VALUE SELECT * FROM kept.fact';
      await system.query('payments', kept);
    }
    await eventually(async () => expect(await found()).toEqual([]));
    await eventually(async () => expect(await healthOf('payments')).toMatch(/"comparison":\{[^}]*"up"/));
  });

  it('says that something is on its way, and differs from nothing, while a consumer is held up', async () => {
    await claim(system.api, life, 1);
    const release = await system.hold('payments', `SELECT FROM inbox FOR UPDATE`);
    try {
      await makeFinal(system.api, life, 1, { known: false });
      const onItsWay = await eventually(async () => {
        const found = await wrong();
        expect(found.map(named)).toEqual(['outcomes-finalised: outcomes → payments']);
        return found;
      });
      expect(onItsWay).toEqual([expect.objectContaining({ state: 'on-its-way', differing: [] })]);
      expect((await report()).state).toBe('agrees');
    } finally {
      await release();
    }
    await eventually(async () => expect(await wrong()).toEqual([]));
  });
});
