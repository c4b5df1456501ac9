import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import { JobRunner } from '@ringvirkning/jobs';
import { digestOf, instant, localDate } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import type { CapitalRecorded } from '@ringvirkning/payments-api';
import { asSystem, Database, requestContext, type Tx } from '@ringvirkning/persistence';
import type { TestService } from '@ringvirkning/testing';
import { AttachModelHandler } from '../src/attach-model/attach-model.handler.js';
import { TakeBackAll } from '../src/booking/take-back-all.js';
import { CreateModelHandler } from '../src/manage-models/create-model.handler.js';
import { ReadModel } from '../src/manage-models/read-model.js';
import { ConsumeOutcomesHandler } from '../src/on-outcomes-finalised/consume-outcomes.handler.js';
import { TakeBackOutcomesHandler } from '../src/on-outcomes-reversed/take-back-outcomes.handler.js';
import { EndFollowUpsHandler } from '../src/on-follow-ups-ended/end-follow-ups.handler.js';
import { MovePersonHandler } from '../src/on-person-moved/move-person.handler.js';
import { BookCapitalHandler } from '../src/draw-capital/book-capital.handler.js';
import { BookPaymentsHandler } from '../src/on-payment-authorised/book-payments.handler.js';
import { SignatureStore } from '../src/persistence/signature.store.js';
import { ContractStore } from '../src/persistence/contract.store.js';
import { TellFactsHandler } from '../src/tell-facts/tell-facts.handler.js';
import {
  clock,
  contractEvent,
  signedTerms,
  finalised,
  modelText,
  outcome,
  paymentRun,
  startBenefits,
  consume,
  TELLER,
} from './fixtures.js';

/** Half a year's nights of 1,000 kr. after the first year, four in five of which last: the follow-up at twelve months confirms them. */
const followedText = modelText(3).replace(
  '{ year: 1, share: 0.5 }], cashable: true',
  '{ year: 1, share: 0.5 }], lasting: [{ after: 12, share: 0.8, confirmedBy: m12 }], cashable: true',
);

let service: TestService;
beforeAll(async () => {
  service = await startBenefits();
  for (const [version, share] of [
    [1, '0.5'],
    [2, '0.2'],
  ] as const)
    await asSystem('test', async () =>
      service.app.get(CreateModelHandler).execute(await service.app.get(ReadModel).from(modelText(version, share))),
    );
  await asSystem('test', async () =>
    service.app.get(CreateModelHandler).execute(await service.app.get(ReadModel).from(followedText)),
  );
});
afterAll(() => service?.stop());
beforeEach(() => {
  clock.at = '2026-06-15T10:00:00Z';
});

const contract = async (event = contractEvent()) => {
  await consume(service, (tx) => service.app.get(ContractMirror).keep(tx, event));
  return event.contractId;
};
const attach = (contractId: string, version = 1) =>
  asSystem('test', () => service.app.get(AttachModelHandler).execute(contractId, `shelter@${version}`));
const finalise = (contractId: string, outcomes = [outcome()]) =>
  consume(service, (tx) => service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(contractId, outcomes)]));
const reverse = (contractId: string, claimIds: string[]) =>
  consume(service, (tx) =>
    service.app.get(TakeBackOutcomesHandler).execute(tx, [
      {
        contractId,
        outcomes: claimIds.map((claimId) => ({
          claimId,
          reason: 'wrong',
          reversedAt: instant('2026-06-01T00:00:00Z'),
        })),
      },
    ]),
  );
const read = <T>(work: Parameters<Database['read']>[0]) =>
  asSystem('test', () => service.app.get(Database).read(work)) as Promise<T>;
const balances = async (
  contractId: string,
  groupBy: Parameters<Ledger['balances']>[1]['groupBy'] = ['account', 'silo', 'budgetYear', 'basis'],
) => {
  const found = await read<Awaited<ReturnType<Ledger['balances']>>>((tx) =>
    service.app.get(Ledger).balances(tx, {
      filter: { contractId, account: ['gain', 'investment', 'payment-made', 'payment-received'] },
      groupBy,
    }),
  );
  return Object.fromEntries(
    found
      .filter((b) => b.amount !== 0n)
      .map((b) => [
        groupBy
          .map((field) => b[field])
          .filter((v) => v !== undefined)
          .join(' '),
        b.amount,
      ]),
  );
};
const valued = {
  'gain municipality:0751/social 2026 realised': 500_000n,
  'gain municipality:0751/social 2027 forecast': 250_000n,
  'gain region:midtjylland 2027 forecast': 100_000n,
  'gain state 2026 realised': 500_000n,
  'gain state 2027 forecast': 250_000n,
};
const gains = async (contractId: string) =>
  Object.fromEntries(Object.entries(await balances(contractId)).filter(([key]) => key.startsWith('gain')));
const total = async (contractId: string) =>
  Object.values(await gains(contractId)).reduce((sum, amount) => sum + amount, 0n);

describe('a verified outcome', () => {
  it('is booked to every purse that gains, per budget year, forecast apart from realised', async () => {
    const id = await contract();
    await attach(id);
    await finalise(id);
    expect(await gains(id)).toEqual(valued);
  });
  it('that arrives before the model is kept, and valued when the model is attached', async () => {
    const id = await contract();
    await finalise(id, [outcome(), outcome({ outcome: 'unknown' })]);
    expect(await gains(id)).toEqual({});
    expect(await attach(id)).toMatchObject({ outcomes: 2, valued: 1, withoutConsequences: 1 });
    expect(await gains(id)).toEqual(valued);
  });
  it('that arrives before its contract is kept, too', async () => {
    const event = contractEvent();
    await finalise(event.contractId);
    await contract(event);
    await attach(event.contractId);
    expect(await gains(event.contractId)).toEqual(valued);
  });
  it('has one effect when it arrives twice', async () => {
    const id = await contract();
    await attach(id);
    const once = outcome();
    await finalise(id, [once]);
    await finalise(id, [once]);
    expect(await gains(id)).toEqual(valued);
  });
});

describe('a reversal', () => {
  it('takes back every line', async () => {
    const id = await contract();
    await attach(id);
    const [one, other] = [outcome(), outcome()];
    await finalise(id, [one, other]);
    await reverse(id, [one.claimId]);
    await reverse(id, [one.claimId]);
    expect(await gains(id)).toEqual(valued);
  });
  it('that arrives before its outcome keeps it from being valued', async () => {
    const id = await contract();
    await attach(id);
    const early = outcome();
    await reverse(id, [early.claimId]);
    await finalise(id, [early]);
    expect(await gains(id)).toEqual({});
    expect(await attach(id)).toMatchObject({ outcomes: 1, valued: 0, reversed: 1 });
  });
});

describe('an outcome among others that were booked with it', () => {
  const tell = (contractId: string, claimId: string) =>
    asSystem('test', () =>
      service.app
        .get(TellFactsHandler)
        .execute(
          contractId,
          claimId,
          { facts: [{ provision: 'sl-110', need: 'weeks', value: '10', source: 'case-file' }] },
          TELLER,
        ),
    );
  const entries = (contractId: string) =>
    read<Awaited<ReturnType<Ledger['entries']>>>((tx) => service.app.get(Ledger).entries(tx, { contractId })).then(
      ({ items }) => items.filter(({ kind }) => kind.startsWith('benefit')),
    );
  it('is taken back and booked alone when its person is better known', async () => {
    const id = await contract();
    await attach(id);
    const [one, other] = [outcome(), outcome({ quantity: '3' })];
    await finalise(id, [one, other]);
    const before = await gains(id);
    await tell(id, one.claimId);
    expect(await gains(id)).toEqual(before);
    const [together, back, anew] = await entries(id);
    const social = ({ lines }: { lines: readonly { silo?: string; amount: bigint }[] }) =>
      lines.filter(({ silo }) => silo?.endsWith('/social')).map(({ amount }) => amount);
    expect([social(together!), social(back!), social(anew!)].map((each) => each.toSorted())).toEqual([
      [1_000_000n, 2_000_000n],
      [-250_000n, -500_000n],
      [250_000n, 500_000n],
    ]);
    await reverse(id, [other.claimId]);
    expect(await gains(id)).toEqual(valued);
  });
  it('goes to another purse from the day its person has moved, and is taken back from there', async () => {
    const parties = [
      ...contractEvent().parties,
      {
        ...contractEvent().parties[0]!,
        id: 'randers',
        name: 'Randers',
        organisation: 'randers',
        municipalityCode: '0730',
      },
    ];
    const id = await contract(contractEvent({ parties }));
    await attach(id);
    const [one, other] = [outcome({ payingMunicipality: 'aarhus' }), outcome()];
    await finalise(id, [one, other]);
    const moves = [{ from: localDate('2027-01-01'), payer: 'randers' }];
    await consume(service, (tx) =>
      service.app.get(MovePersonHandler).execute(tx, [{ contractId: id, participantId: one.participantId, moves }]),
    );
    expect(await gains(id)).toMatchObject({ 'gain municipality:0730/social 2027 forecast': 250_000n });
    await reverse(id, [one.claimId]);
    expect(await gains(id)).toEqual(valued);
  });
  it('is not taken back when what is worked out is not what was booked: nothing is booked, and it is named', async () => {
    const id = await contract();
    await attach(id);
    const [one, other] = [outcome(), outcome()];
    await finalise(id, [one, other]);
    const before = await gains(id);
    const forge = (by: number) =>
      consume(service, (tx) =>
        tx.query('UPDATE outcome SET worth = worth + $2 WHERE claim_id = $1', [one.claimId, by]),
      );
    await forge(1);
    await expect(reverse(id, [one.claimId])).rejects.toThrow(`something else of ${one.claimId} than its valuation`);
    await expect(attach(id, 2)).rejects.toThrow('something else of housed than its valuation');
    await forge(-1);
    expect(await gains(id)).toEqual(before);
  });
  it('with an entry of its own, as they had before, is taken back by it, and with all others at once', async () => {
    const id = await contract();
    await attach(id);
    const [one, other] = [outcome(), outcome()];
    await finalise(id, [one, other]);
    const [template] = await entries(id);
    // As it was: each outcome under its own key.
    const own = [one, other].map(({ claimId }) => ({
      ...template!,
      key: `value:${claimId}:1`,
      source: claimId,
      lines: template!.lines.map((line) => ({ ...line, amount: line.amount / 2n })),
    }));
    await consume(service, async (tx) => {
      await service.app.get(TakeBackAll).execute(tx, await service.app.get(ContractStore).get(tx, id));
      await service.app.get(Ledger).post(tx, own);
      await tx.query(
        `UPDATE outcome SET model = 'shelter@1', entry_key = 'value:' || claim_id || ':1', due_on = '2027-03-01' WHERE contract_id = $1`,
        [id],
      );
    });
    await reverse(id, [one.claimId]);
    expect(await gains(id)).toEqual(valued);
    await attach(id, 2);
    expect(await total(id)).toBe(1_600_000n);
    await reverse(id, [other.claimId]);
    expect(await gains(id)).toEqual({});
  });
});

describe('another model', () => {
  it('re-values: the money moves between purses, the total stays to the øre, the old entries stay in the ledger', async () => {
    const id = await contract();
    await attach(id, 1);
    await finalise(id, [outcome(), outcome({ quantity: '0.333333' })]);
    const before = await total(id);
    await attach(id, 2);
    expect(await total(id)).toBe(before);
    expect(await balances(id, ['account', 'silo'])).not.toMatchObject({ 'gain state': 500_000n });
    const { items } = await read<Awaited<ReturnType<Ledger['entries']>>>((tx) =>
      service.app.get(Ledger).entries(tx, { contractId: id }),
    );
    expect(items.map((entry) => entry.kind).sort()).toEqual(['benefit', 'benefit', 'benefit-reversal', 'capital']);
  });
  it('attached again changes nothing', async () => {
    const id = await contract();
    await attach(id);
    await finalise(id);
    await attach(id);
    expect(await gains(id)).toEqual(valued);
  });
  it('is refused for a contract in another currency or without a municipality', async () => {
    await expect(attach(await contract(contractEvent({ currency: 'GBP' })))).rejects.toMatchObject({
      code: 'benefits.other-currency',
    });
    await expect(
      attach(await contract(contractEvent({ parties: contractEvent().parties.slice(1) }))),
    ).rejects.toMatchObject({ code: 'benefits.no-municipality' });
  });
});

describe('time', () => {
  it('turns a forecast into a realised gain on its day', async () => {
    const id = await contract();
    await attach(id);
    await finalise(id);
    clock.at = '2027-02-28T22:30:00Z';
    await service.app.get(JobRunner).runOnce();
    expect(await gains(id)).toEqual(valued);
    clock.at = '2027-02-28T23:30:00Z';
    await service.app.get(JobRunner).runOnce();
    expect(Object.keys(await gains(id)).filter((key) => key.endsWith('forecast'))).toEqual([]);
    expect(await total(id)).toBe(1_600_000n);
  });
});

describe('costs', () => {
  it('are the capital drawn, each part on its day, without guarantees', async () => {
    const id = await contract();
    expect(await balances(id)).toEqual({ 'investment fund:dsi 2026': 6_000_000n });
    clock.at = '2026-12-31T22:30:00Z';
    await service.app.get(JobRunner).runOnce();
    expect(await balances(id)).toEqual({ 'investment fund:dsi 2026': 6_000_000n });
    clock.at = '2026-12-31T23:30:00Z';
    for (const _twice of [1, 2]) await service.app.get(JobRunner).runOnce();
    expect(await balances(id)).toEqual({
      'investment fund:dsi 2026': 6_000_000n,
      'investment fund:dsi 2027': 4_000_000n,
    });
  });
  it('are what was recorded of capital, from the first record on; in whatever order records come', async () => {
    const event = contractEvent();
    const recorded = (place: number, over: Partial<CapitalRecorded>): CapitalRecorded => ({
      ...{ factId: randomUUID(), contractId: event.contractId, place, currency: 'DKK', withdraws: null, movements: [] },
      ...over,
    });
    const drawn = (on: string, amount: string, more: object = {}) => ({
      ...{ on: localDate(on), capital: 'dsi/grant', kind: 'paid-in' as const, amount },
      ...more,
    });
    const book = (...facts: CapitalRecorded[]) =>
      consume(service, (tx) => service.app.get(BookCapitalHandler).consume(tx, facts));
    const invested = async () => (await balances(event.contractId))['investment fund:dsi 2026'];
    const first = recorded(1, { movements: [drawn('2026-02-01', '2000000')] });
    const wrong = recorded(2, { movements: [drawn('2026-03-01', '50')] });
    const again = recorded(4, {
      movements: [drawn('2026-03-01', '3', { kind: 'reinvested' }), drawn('2026-03-01', '70')],
    });
    await book(recorded(3, { withdraws: wrong.factId }));
    await book(first);
    await contract(event);
    expect(await invested()).toBe(2_000_000n);
    await book(wrong, again);
    expect(await invested()).toBe(2_000_070n);
    await contract({ ...event, version: 2 });
    for (const _twice of [1, 2]) await book(again);
    expect(await balances(event.contractId)).toEqual({ 'investment fund:dsi 2026': 2_000_070n });
    await book(recorded(5, { withdraws: first.factId }));
    expect(await invested()).toBe(70n);
  });
  it('are by plan again once no record stands any more, as often as that happens; in whatever order it is told', async () => {
    const id = await contract();
    const planned = { 'investment fund:dsi 2026': 6_000_000n };
    const record = (place: number): CapitalRecorded => ({
      ...{ factId: randomUUID(), contractId: id, place, currency: 'DKK', withdraws: null },
      movements: [{ on: localDate('2026-02-01'), capital: 'dsi/grant', kind: 'paid-in', amount: '5' }],
    });
    const takes = (fact: CapitalRecorded): CapitalRecorded => ({
      ...{ ...fact, factId: randomUUID(), place: fact.place + 1 },
      ...{ withdraws: fact.factId, movements: [] },
    });
    const book = (...facts: CapitalRecorded[]) =>
      consume(service, (tx) => service.app.get(BookCapitalHandler).consume(tx, facts));
    for (const place of [1, 3]) {
      const fact = record(place);
      await book(fact);
      expect(await balances(id)).toEqual({ 'investment fund:dsi 2026': 5n });
      for (const _twice of [1, 2]) await book(takes(fact));
      expect(await balances(id)).toEqual(planned);
    }
    const late = record(5);
    await book(takes(late));
    await book(late);
    expect(await balances(id)).toEqual(planned);
    clock.at = '2027-06-01T10:00:00Z';
    await service.app.get(JobRunner).runOnce();
    expect(await balances(id)).toEqual({ ...planned, 'investment fund:dsi 2027': 4_000_000n });
  });
  it('take back what the plan had drawn when the first record comes', async () => {
    const id = await contract();
    const fact = { factId: randomUUID(), contractId: id, place: 1, currency: 'DKK' as const, withdraws: null };
    const movement = { on: localDate('2026-02-01'), capital: 'dsi/grant', kind: 'paid-in' as const, amount: '5' };
    await consume(service, (tx) =>
      service.app.get(BookCapitalHandler).consume(tx, [{ ...fact, movements: [movement] }]),
    );
    clock.at = '2027-06-01T10:00:00Z';
    await service.app.get(JobRunner).runOnce();
    expect(await balances(id)).toEqual({ 'investment fund:dsi 2026': 5n });
  });
  it('follow a new version of the contract', async () => {
    const event = contractEvent();
    await contract(event);
    const terms = signedTerms({
      period: { from: '2024-01-01', to: '2028-12-31' },
      capital: [{ party: 'dsi', kind: 'grant', amount: '7' }],
    });
    await contract({
      ...event,
      version: 2,
      terms,
      termsDigest: digestOf(terms),
    });
    await contract(event);
    expect(await balances(event.contractId)).toEqual({ 'investment fund:dsi 2024': 700n });
  });
  it('are the payments, to the purse of who pays and who receives, also when the run arrives before its contract', async () => {
    const event = contractEvent();
    const run = paymentRun(event.contractId);
    const book = () => consume(service, (tx) => service.app.get(BookPaymentsHandler).consume(tx, [run]));
    await book();
    await contract(event);
    await book();
    expect(await balances(event.contractId)).toMatchObject({
      'payment-made municipality:0751/social 2026': 2_000_000n,
      'payment-received fund:dsi 2026': -2_000_000n,
    });
  });
});

describe('the database', () => {
  const as = <T>(organisation: string, work: () => Promise<T>) =>
    requestContext.run({ actor: { subject: 'someone', organisation, roles: [] }, correlationId: 'c' }, work);
  const rows = (table: string, organisation: string) =>
    as(organisation, () =>
      service.app.get(Database).read((tx) => tx.query<unknown[]>(`SELECT 1 FROM ${table} LIMIT 5`)),
    );
  it.each(['contract', 'outcome', 'outcome_reversal', 'payment_run', 'ledger_entry', 'ledger_line'])(
    'shows %s to parties of the contract only',
    async (table) => {
      expect((await rows(table, 'dsi:investor')).length).toBeGreaterThan(0);
      for (const scope of ['stranger:investor', 'dsi:supplier', 'dsi'])
        expect([scope, await rows(table, scope)]).toEqual([scope, []]);
    },
  );
  it.each(['ledger_line', 'payment_run', 'outcome_reversal', 'valuation_model'])(
    'lets the service add to %s, never change it',
    (table) =>
      expect(consume(service, (tx) => tx.query(`DELETE FROM ${table}`))).rejects.toThrow(
        /permission denied|append-only/,
      ),
  );
  it('holds balanced books', async () =>
    expect(await read((tx) => service.app.get(Ledger).check(tx))).toMatchObject({ ok: true, imbalance: '0' }));
});

describe('many outcomes', () => {
  /** How many statements the effect of events takes: the measure of "set-based" that does not depend on the machine. */
  const statements = async (contractId: string, events: ReturnType<typeof finalised>[]) => {
    let count = 0;
    const counting = (tx: Tx): Tx =>
      new Proxy(tx, {
        get: (target, name) => {
          if (name === 'query') count += 1;
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    await consume(service, (tx) => service.app.get(ConsumeOutcomesHandler).execute(counting(tx), events));
    expect(await total(contractId)).toBeGreaterThan(0n);
    return count;
  };
  const batches = (contractId: string, size: number) =>
    Array.from({ length: Math.ceil(size / 500) }, (_, n) =>
      finalised(
        contractId,
        Array.from({ length: Math.min(500, size - n * 500) }, (_, m) =>
          outcome({ on: localDate(`2026-0${1 + (m % 5)}-1${m % 10}`) }),
        ),
      ),
    );
  it('are valued in rounds of 5,000 by a handful of statements each, a single one by as many', async () => {
    const id = await contract();
    await attach(id);
    const one = await statements(id, batches(id, 1));
    expect(one).toBeLessThan(12);
    expect(await statements(id, batches(id, 500))).toBe(one);
    expect(await statements(id, batches(id, 6_000))).toBeLessThan(2 * one);
    expect(await total(id)).toBe(1_600_000n * 6_501n);
  });
});

describe('the forecast at signature', () => {
  const planned = (count: number) => {
    const [housed] = signedTerms({})['outcomes'] as object[];
    return signedTerms({ outcomes: [{ ...housed, planned: [{ count }] }] });
  };
  const signed = async (contractId: string) => {
    const cells = await read<Awaited<ReturnType<SignatureStore['find']>>>((tx) =>
      service.app.get(SignatureStore).find(tx, { currency: 'DKK', contractId }),
    );
    return cells.reduce((sum, { amount }) => sum + amount, 0n);
  };
  /** 10 nights the first year and half of it the second at 1,000 kr., and a hospital day. */
  const ONE = 1_600_000n;
  it('is what the terms plan by the first model, in no books, and stays when outcomes come and models go', async () => {
    const id = await contract(contractEvent({ terms: planned(8) }));
    expect(await signed(id)).toBe(0n);
    await attach(id);
    expect([await signed(id), await gains(id)]).toEqual([8n * ONE, {}]);
    await finalise(id);
    await attach(id, 2);
    expect(await signed(id)).toBe(8n * ONE);
  });
  it('is told anew with a new version of the contract, which stands beside the one that was signed before', async () => {
    const event = contractEvent({ terms: planned(8) });
    const id = await contract(event);
    await attach(id);
    await contract({ ...contractEvent({ contractId: id, version: 2, terms: planned(3) }) });
    expect(await signed(id)).toBe(3n * ONE);
  });
});

describe('follow-ups', () => {
  /** The gains of the second year, long after it has begun. */
  const second = async (contractId: string) => {
    const all = await balances(contractId, ['account', 'consequence', 'budgetYear', 'basis']);
    const of = (basis: string) => all[`gain fewer-nights 2027 ${basis}`] ?? 0n;
    return { realised: of('realised'), forecast: of('forecast') };
  };
  const [FIRST, FULL, EXPECTED] = [1_000_000n, 500_000n, 400_000n];
  const total = async (contractId: string) =>
    (await balances(contractId, ['account', 'consequence', 'budgetYear', 'basis']))['gain fewer-nights 2026 realised'];
  const told = (contractId: string, claimId: string, denied?: readonly string[]) =>
    asSystem('test', () =>
      service.app
        .get(TellFactsHandler)
        .execute(
          contractId,
          claimId,
          { facts: [], followUps: denied?.map((followUp) => ({ followUp, lasts: false, source: 'case-file' })) },
          TELLER,
        ),
    );
  const open = async () => {
    const id = await contract();
    await attach(id, 3);
    clock.at = '2029-01-01T10:00:00Z';
    return id;
  };
  /** How the follow-up of a person's outcome ended; without an end it is open. */
  const ended = (
    contractId: string,
    { participantId, outcome: of }: ReturnType<typeof outcome>,
    lasts?: false | null,
  ) =>
    consume(service, (tx) =>
      service.app
        .get(EndFollowUpsHandler)
        .execute(tx, [
          { contractId, participantId, ended: lasts === undefined ? [] : [{ outcome: of, followUp: 'm12', lasts }] },
        ]),
    );
  const lasting = ({ participantId }: ReturnType<typeof outcome>, followUp = 'm12') =>
    outcome({ participantId, followUp, on: localDate('2027-03-01') });

  it('realise what they confirm, whether they come before the outcome, with it or after it; by themselves they are worth nothing', async () => {
    for (const order of [['first', 'then'], ['then', 'first'], ['together']] as const) {
      const id = await open();
      const first = outcome();
      const by = { first: [first], then: [lasting(first)], together: [lasting(first), first] };
      for (const which of order) await finalise(id, by[which]);
      expect(await second(id)).toEqual({ realised: FULL, forecast: 0n });
      expect(await total(id)).toBe(FIRST);
    }
  });
  it('that are not held, or are about another, leave it expected, however late it is', async () => {
    const id = await open();
    const first = outcome();
    await finalise(id, [first]);
    expect(await second(id)).toEqual({ realised: 0n, forecast: EXPECTED });
    // Of somebody else, and of another kind of outcome.
    await finalise(id, [lasting(outcome()), outcome({ ...lasting(first), outcome: 'unknown' })]);
    expect(await second(id)).toEqual({ realised: 0n, forecast: EXPECTED });
  });
  it('confirm what was reached before them, and not what is reached again later', async () => {
    const id = await open();
    const first = outcome();
    const again = outcome({ participantId: first.participantId, on: localDate('2027-06-01') });
    await finalise(id, [first, lasting(first), again]);
    const all = await balances(id, ['account', 'consequence', 'budgetYear', 'basis']);
    expect([all['gain fewer-nights 2028 realised'], all['gain fewer-nights 2028 forecast']]).toEqual([
      undefined,
      EXPECTED,
    ]);
  });
  it('that are reversed take back what they confirmed, and what was told then counts', async () => {
    const id = await open();
    const first = outcome();
    const then = lasting(first);
    await finalise(id, [first, then]);
    await reverse(id, [then.claimId]);
    expect(await second(id)).toEqual({ realised: 0n, forecast: EXPECTED });
    await told(id, first.claimId, ['m12']);
    expect(await second(id)).toEqual({ realised: 0n, forecast: 0n });
    // What else is told of the person leaves that as it was.
    await told(id, first.claimId);
    expect(await second(id)).toEqual({ realised: 0n, forecast: 0n });
    await told(id, first.claimId, []);
    expect(await second(id)).toEqual({ realised: 0n, forecast: EXPECTED });
    await reverse(id, [first.claimId]);
    expect(await gains(id)).toEqual({});
  });
  it('that end without the outcome take off what they were to confirm, whether that is heard before it or after; once opened again it is expected anew', async () => {
    for (const lasts of [false, null] as const)
      for (const isFirst of [true, false]) {
        const id = await open();
        const first = outcome();
        if (!isFirst) await finalise(id, [first]);
        await ended(id, first, lasts);
        if (isFirst) await finalise(id, [first]);
        expect(await second(id)).toEqual({ realised: 0n, forecast: 0n });
        expect(await total(id)).toBe(FIRST);
        await ended(id, first);
        expect(await second(id)).toEqual({ realised: 0n, forecast: EXPECTED });
      }
  });
  it('that ended and were reached all the same have been reached; a reversal of that leaves what had ended', async () => {
    const id = await open();
    const first = outcome();
    const then = lasting(first);
    await finalise(id, [first]);
    await ended(id, first, null);
    await finalise(id, [then]);
    expect(await second(id)).toEqual({ realised: FULL, forecast: 0n });
    await reverse(id, [then.claimId]);
    expect(await second(id)).toEqual({ realised: 0n, forecast: 0n });
    await reverse(id, [first.claimId]);
    expect(await gains(id)).toEqual({});
  });
  it('that end of somebody else, or of another kind of outcome, change nothing', async () => {
    const id = await open();
    const first = outcome();
    await finalise(id, [first]);
    await ended(id, outcome(), false);
    await ended(id, { ...first, outcome: 'constructor' }, false);
    expect(await second(id)).toEqual({ realised: 0n, forecast: EXPECTED });
  });
  it('count for the model that asks for them alone: under another, and back again, the books end the same', async () => {
    const id = await open();
    const first = outcome();
    await finalise(id, [first, lasting(first)]);
    const before = await gains(id);
    await attach(id, 1);
    // There both claims are outcomes, of 2026 and of 2027, and the day decides.
    expect(await second(id)).toEqual({ realised: FULL + FIRST, forecast: 0n });
    await attach(id, 3);
    expect(await gains(id)).toEqual(before);
  });
});
