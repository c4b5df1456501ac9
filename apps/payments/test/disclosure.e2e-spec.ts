import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import { FEWEST_PEOPLE } from '@ringvirkning/disclosure';
import { addDays, digestOf, localDate } from '@ringvirkning/kernel';
import type { FinalisedOutcome } from '@ringvirkning/outcomes-api';
import {
  PaymentSummarySchema,
  RunDifferenceSchema,
  RunPageSchema,
  RunSchema,
  type ExplanationLine,
  type PaymentSummary,
  type Run,
} from '@ringvirkning/payments-api';
import { toldOf, type TestService, type TokenClaims } from '@ringvirkning/testing';
import { arrivals, clock, contractEvent, homes, outcome, shown, startPayments } from './fixtures.js';

type Who = Role | TokenClaims;
const CARL: TokenClaims = { roles: ['controller'], sub: 'carl', organisation: 'aarhus' };
const BO: TokenClaims = { roles: ['department-head'], sub: 'bo', organisation: 'aarhus' };
const GRY: TokenClaims = { roles: ['investor'], organisation: 'dsi' };
const FATIMA: TokenClaims = { roles: ['supplier'], organisation: 'st-basils' };
const OUTSIDERS: readonly (readonly [string, Who])[] = [
  ['an investor', GRY],
  ['an investor who is case worker elsewhere', { ...GRY, roles: ['investor', 'case-worker'] }],
  ['an investor who is supplier elsewhere', { ...GRY, roles: ['investor', 'supplier'] }],
  ['a council member', 'council-member'],
];

const RUNS = '/api/payments/contracts/{contractId}/runs';
const SUMMARY = '/api/payments/contracts/{contractId}/summary';
const CALENDAR = '/api/payments/contracts/{contractId}/calendar';

let service: TestService;
let arrive: ReturnType<typeof arrivals>;
let contractId: string;
beforeAll(async () => {
  service = await startPayments();
  arrive = arrivals(service);
});
afterAll(() => service?.stop());
beforeEach(async () => {
  clock.at = '2026-10-01T08:00:00Z';
  contractId = await arrive.contract();
});

const get = async (path: string, who: Who) => (await service.request(who)).get(`/api/payments/${path}`);
const post = async (path: string, who: Who, body: object = {}) =>
  (await service.request(who)).post(`/api/payments/${path}`).send(body);
const certify = async (runId: string, who: Who) =>
  post(`runs/${runId}/certification`, who, await shown(service, runId));
const calculate = async (cutOff: string): Promise<Run> =>
  RunSchema.parse((await post(`contracts/${contractId}/runs`, CARL, { cutOff })).body);
async function pay(cutOff: string): Promise<Run> {
  const { runId } = await calculate(cutOff);
  await certify(runId, CARL);
  return RunSchema.parse((await post(`runs/${runId}/authorisation`, BO)).body);
}
const summary = async (who: Who, asOf = '2026-09-30'): Promise<PaymentSummary> =>
  PaymentSummarySchema.parse((await get(`contracts/${contractId}/summary?asOf=${asOf}`, who)).body);
const run = async (who: Who, { runId }: Run): Promise<Run> => RunSchema.parse((await get(`runs/${runId}`, who)).body);
const mastery = (count: number, followUp = 'm6', on = '2026-03-01') =>
  Array.from({ length: count }, () => outcome({ outcome: 'mastery', followUp, on: localDate(on) }));

describe('what is published', () => {
  it('is the difference of two publications, and nothing of who came or went', async () => {
    const [gone] = [homes(1)];
    await arrive.finalised(contractId, [...gone, ...homes(9)]);
    await pay('2026-06-30');
    await arrive.reversed(
      contractId,
      gone.map(({ claimId }) => claimId),
    );
    await arrive.finalised(contractId, [...homes(2), ...mastery(6)]);
    const { runId } = await pay('2026-09-30');
    const told = RunDifferenceSchema.parse((await get(`runs/${runId}/difference`, GRY)).body);
    // A home less and two more are fewer than five people: that line stands as it is out.
    expect(told.lines.map(({ outcome: code, amount, claims, payers }) => [code, amount, claims, payers])).toEqual([
      ['mastery', '120000', [], []],
    ]);
    expect(told).toMatchObject({ newWithoutPay: null, reversedSince: null, digest: null, suppressed: true });
    const shownBefore = await run(GRY, { runId: told.since!.runId } as Run);
    const shownNow = await run(GRY, { runId } as Run);
    expect(told.settlements).toEqual(shownNow.settlements);
    expect(shownBefore.lines.find(({ outcome: code }) => code === 'home')).toEqual(
      shownNow.lines.find(({ outcome: code }) => code === 'home'),
    );
  });

  it('is lines of five people and more; their sum is the total, and it is marked', async () => {
    await arrive.finalised(contractId, [...homes(20), ...mastery(2), ...mastery(9, 'm12')]);
    const seen = await run(GRY, await pay('2026-06-30'));
    expect(
      seen.lines.map((line) => [line.outcome, line.followUp, line.persons, line.gross, line.sentence === null]),
    ).toEqual([
      ['home', null, 20, '2000000', false],
      ['mastery', 'm6', null, null, true],
      ['mastery', 'm12', 9, '180000', false],
    ]);
    expect(seen).toMatchObject({ gross: '2180000', payable: '2180000', amount: '2180000', facts: null, unpaid: [] });
    expect(seen.suppressed).toBe(true);
    expect((await summary(GRY)).gross).toBe('2180000');
    expect(seen.settlements.map(({ payer, amount }) => [payer, amount])).toEqual([
      ['aarhus', '1453333'],
      ['dsi', '726667'],
    ]);
  });
  it('stands still until five more have come, also across a run that pays for fewer', async () => {
    await arrive.finalised(contractId, homes(6));
    await pay('2026-03-31');
    await arrive.finalised(contractId, homes(3));
    const second = await pay('2026-06-30');
    expect(await run(GRY, second)).toMatchObject({ gross: '600000', amount: '0', suppressed: true });
    expect(await run(FATIMA, second)).toMatchObject({ gross: '900000', amount: '300000', suppressed: false });
    await arrive.finalised(contractId, homes(2));
    const third = await pay('2026-09-30');
    expect(await run(GRY, third)).toMatchObject({ gross: '1100000', amount: '500000', suppressed: false });
  });
  it('is nothing of a run that is not authorised', async () => {
    await arrive.finalised(contractId, homes(20));
    expect(await run(GRY, await calculate('2026-06-30'))).toMatchObject({ gross: null, lines: [], suppressed: true });
    expect(await summary(GRY)).toMatchObject({ gross: null, lines: [], suppressed: true, asOf: '2026-09-30' });
  });
  it('tells nothing after caps while a line lacks somebody: a cap carries from line to line', async () => {
    const people = homes(6);
    const late = people.map(({ participantId }) =>
      outcome({ participantId, outcome: 'mastery', followUp: 'm6', on: localDate('2026-04-01') }),
    );
    const again = people.map(({ participantId }) =>
      outcome({ participantId, outcome: 'mastery', followUp: 'm12', on: localDate('2026-05-01') }),
    );
    await arrive.finalised(contractId, [...people, ...late, ...again, ...homes(1, localDate('2025-03-01'))]);
    const seen = await run(GRY, await pay('2026-06-30'));
    expect(seen.lines.map(({ outcome: code, followUp, gross, payable }) => [code, followUp, gross, payable])).toEqual([
      ['home', null, null, null],
      ['home', null, '600000', '600000'],
      ['mastery', 'm6', '120000', '120000'],
      ['mastery', 'm12', '120000', null],
    ]);
    expect([seen.gross, seen.payable, seen.amount]).toEqual(['840000', null, null]);
  });
});

describe('what a cap per person cut', () => {
  /** People with a home and both follow-ups: 1,400 kr of at most 1,300. */
  const over = (count: number): FinalisedOutcome[] =>
    homes(count).flatMap((home) => {
      const { participantId } = home;
      const later = { participantId, outcome: 'mastery' };
      return [
        home,
        outcome({ ...later, followUp: 'm6', on: localDate('2026-04-01') }),
        outcome({ ...later, followUp: 'm12', on: localDate('2026-05-01') }),
      ];
    });
  const lastLine = async (facts: FinalisedOutcome[]) => {
    await arrive.finalised(contractId, facts);
    const { lines, payable } = await run(GRY, await pay('2026-06-30'));
    const { claims, gross, excess, payable: left } = lines.at(-1)!;
    return { claims, gross, excess: excess.map(({ amount }) => amount), left, payable };
  };
  it('is told when it is of five people', async () =>
    expect(await lastLine([...over(5), ...mastery(6, 'm12', '2026-05-02')])).toEqual({
      ...{ claims: 11, gross: '220000', excess: ['50000'], left: '170000', payable: '770000' },
    }));
  it('is not told when it is of one, however many people are in the line', async () => {
    const facts = [...over(1), ...homes(5), ...mastery(5, 'm6', '2026-04-01'), ...mastery(6, 'm12', '2026-05-02')];
    expect(await lastLine(facts)).toEqual({ claims: 7, gross: '140000', excess: [], left: null, payable: null });
  });
});

describe('a guaranteed minimum', () => {
  const guaranteed = async (count: number) => {
    const { terms } = contractEvent();
    const withFloor = { ...terms, floors: [{ outcomes: ['home', 'mastery'], years: [2025], min: '50000' }] };
    contractId = await arrive.contract({ terms: withFloor, termsDigest: digestOf(withFloor) });
    const on = localDate('2025-05-01');
    await arrive.finalised(contractId, [...homes(8, on), ...mastery(count, 'm6', '2025-06-01')]);
    const { lines, gross } = await run(GRY, await pay('2026-06-30'));
    return { told: lines.map((line) => line.gross), gross };
  };
  it('is told with the lines it makes up for', async () =>
    expect(await guaranteed(6)).toEqual({ told: ['800000', '4080000', '120000'], gross: '5000000' }));
  it('is not told while one of them hides somebody: what it makes up for would tell how much', async () =>
    expect(await guaranteed(2)).toEqual({ told: ['800000', null, null], gross: '800000' }));
});

/** Everything about claims and money that one answer tells, by name. Amounts are told in claims of the smallest price: 200 kr. */
function told({ gross, payable, lines }: Pick<Run, 'gross' | 'payable' | 'lines'>): Map<string, number> {
  const amounts = (name: string, line: Pick<ExplanationLine, 'gross' | 'payable'>): [string, string | null][] => [
    [`${name} gross`, line.gross],
    [`${name} payable`, line.payable],
  ];
  const figures: [string, number | string | null][] = [
    ...amounts('total', { gross, payable }),
    ...lines.flatMap((line): [string, number | string | null][] => [
      ...amounts(line.id, line),
      [`${line.id} claims`, line.claims],
      [`${line.id} persons`, line.persons],
    ]),
  ];
  return new Map(
    figures.flatMap(([name, figure]) =>
      figure === null ? [] : [[name, typeof figure === 'string' ? Number(figure) / 20_000 : figure] as const],
    ),
  );
}

describe('every route that reads', () => {
  it.each(OUTSIDERS)('tells %s the same before and after few more people', async (_who, who) => {
    await arrive.finalised(contractId, [...homes(8), ...mastery(7)]);
    const { runId } = await pay('2026-06-30');
    const look = () => toldOf(service, 'payments', who, contractId, { id: runId });
    const before = await look();
    expect(Object.values(before).filter(({ status }) => status === 200).length).toBeGreaterThan(5);
    await arrive.finalised(contractId, [...homes(2), ...mastery(1)]);
    expect(await look()).toEqual(before);
    await pay('2026-09-30');
    // Another run is there, and the calendar and the capital say so; what is told of the one before, and of the contract, is what it was.
    const { [RUNS]: runsBefore, [SUMMARY]: summaryBefore, [CALENDAR]: _, ...ofRunBefore } = before;
    const { [RUNS]: runsAfter, [SUMMARY]: summaryAfter, [CALENDAR]: __, ...ofRunAfter } = await look();
    const apartFromThat = (of: unknown): unknown =>
      JSON.parse(JSON.stringify(of), (key, value: unknown) => (key === 'isBehind' ? undefined : value));
    expect(apartFromThat(ofRunAfter)).toEqual(apartFromThat(ofRunBefore));
    const figures = (told: unknown) => [...JSON.stringify(told).matchAll(/"(gross|payable|amount|paid)":"(-?\d+)"/g)];
    const known = new Set(figures(runsBefore).map(([, , figure]) => figure));
    expect(figures(runsAfter).filter(([, , figure]) => figure !== '0' && !known.has(figure))).toEqual([]);
    expect(figures(summaryAfter).map(String)).toEqual(figures(summaryBefore).map(String));
  });
});

describe('an attack by differences', () => {
  /** Nine months in which people come one by one, three are taken back, and runs are authorised at odd times. */
  async function live(): Promise<Run[]> {
    const runs: Run[] = [];
    for (let month = 1; month <= 9; month++) {
      const on = localDate(`2026-0${month}-03`);
      const few = [...homes(1 + (month % 3), on), ...mastery(month % 4, 'm6', on), ...mastery(2, 'm12', on)];
      const apart = few.map((fact, day) => ({ ...fact, on: addDays(on, day * 3) }));
      await arrive.finalised(contractId, apart);
      if (month % 3 === 2) await arrive.reversed(contractId, [apart[0]!.claimId]);
      runs.push(await pay(`2026-0${month}-28`));
    }
    return runs;
  }

  it.each(OUTSIDERS)(
    'finds nothing about fewer than five people for %s, over all days, runs and views',
    async (_who, who) => {
      const runs = await live();
      const answers: Map<string, number>[] = [new Map()];
      for (let day = localDate('2026-01-01'); day < '2026-10-10'; day = addDays(day, 1))
        answers.push(told(await summary(who, day)));
      for (const each of runs) answers.push(told(await run(who, each)));
      const { items } = RunPageSchema.parse((await get(`contracts/${contractId}/runs`, who)).body);
      for (const item of items) answers.push(told({ ...item, lines: [] }));
      const unequal = new Set<number>();
      for (const one of answers)
        for (const other of answers)
          for (const [name, figure] of one) unequal.add(Math.abs(figure - (other.get(name) ?? 0)));
      expect(unequal.size).toBeGreaterThan(3);
      expect([...unequal].filter((difference) => difference > 0 && difference < FEWEST_PEOPLE)).toEqual([]);
    },
    300_000,
  );
  it('would find it in what the supplier sees, who knows the people', async () => {
    await live();
    const [before, after] = [told(await summary(FATIMA, '2026-03-02')), told(await summary(FATIMA, '2026-03-03'))];
    expect(after.get('total gross')! - before.get('total gross')!).toBe(5);
    expect([...after].some(([name, figure]) => name.endsWith('claims') && figure - (before.get(name) ?? 0) === 1)).toBe(
      true,
    );
  });
});
