import crypto from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import {
  BusinessCaseSchema,
  DataSharingSchema,
  FlowsSchema,
  OverviewSchema,
  ValuationSchema,
} from '@ringvirkning/benefits-api';
import type { ActiveContract } from '@ringvirkning/contracts-api';
import { FEWEST_PEOPLE } from '@ringvirkning/disclosure';
import { instant, localDate } from '@ringvirkning/kernel';
import type { FinalisedOutcome } from '@ringvirkning/outcomes-api';
import type { PublishedPart } from '@ringvirkning/payments-api';
import {
  isRecovered,
  linearAttack,
  toldOf,
  type TestService,
  type TokenClaims,
  type ToldSum,
} from '@ringvirkning/testing';
import { ConsumeContractHandler } from '../src/on-contract-activated/consume-contract.handler.js';
import { ConsumeOutcomesHandler } from '../src/on-outcomes-finalised/consume-outcomes.handler.js';
import { TakeBackOutcomesHandler } from '../src/on-outcomes-reversed/take-back-outcomes.handler.js';
import { MovePersonHandler } from '../src/on-person-moved/move-person.handler.js';
import { BookPaymentsHandler } from '../src/on-payment-authorised/book-payments.handler.js';
import {
  clock,
  contractEvent,
  finalised,
  modelText,
  outcome,
  paymentRun,
  startBenefits,
  telling,
  consume,
} from './fixtures.js';

type Who = Role | TokenClaims;
const INVESTOR: TokenClaims = { roles: ['investor'], organisation: 'dsi' };
const OUTSIDERS: readonly (readonly [string, Who])[] = [
  ['an investor', INVESTOR],
  ['an investor who is case worker elsewhere', { ...INVESTOR, roles: ['investor', 'case-worker'] }],
  ['a supplier', { roles: ['supplier'], organisation: 'supplier-org' }],
  ['a council member', 'council-member'],
];

let service: TestService;
beforeAll(async () => {
  service = await startBenefits();
  const client = (await service.request('controller')).post('/api/benefits/valuation-models');
  expect((await client.set('Content-Type', 'application/yaml').send(modelText(1))).status).toBe(201);
});
afterAll(() => service?.stop());

const get = async (path: string, who: Who = 'controller') =>
  (await (await service.request(who)).get(`/api/benefits/${path}`)).body as unknown;

async function contract(over: Partial<ActiveContract> = {}): Promise<string> {
  const event = contractEvent(over);
  await consume(service, (tx) => service.app.get(ConsumeContractHandler).put(tx, event));
  const attach = (await service.request('controller')).post(`/api/benefits/contracts/${event.contractId}/valuation`);
  await attach.send({ model: 'shelter@1' });
  return event.contractId;
}

/** Outcomes become final at a moment. */
const final = (contractId: string, day: string, count: number, quantity = () => 1n): Promise<FinalisedOutcome[]> =>
  consume(service, async (tx) => {
    clock.at = `${day}T10:00:00Z`;
    const outcomes = Array.from({ length: count }, () =>
      outcome({ on: localDate(day), finalisedAt: instant(clock.at), quantity: quantity().toString() }),
    );
    await service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(contractId, outcomes)]);
    return outcomes;
  });
const reversed = (contractId: string, { claimId }: FinalisedOutcome): Promise<void> =>
  consume(service, (tx) =>
    service.app
      .get(TakeBackOutcomesHandler)
      .execute(tx, [{ contractId, outcomes: [{ claimId, reversedAt: instant(clock.at) }] }]),
  );
const run = (contractId: string, no: number, day: string, parts: PublishedPart[]): Promise<void> =>
  consume(service, (tx) =>
    service.app.get(BookPaymentsHandler).consume(tx, [
      paymentRun(contractId, {
        no,
        cutOff: localDate(day),
        authorisedAt: instant(`${day}T12:00:00Z`),
        payments: [],
        published: [],
        parts,
      }),
    ]),
  );

/** Every figure about people that one look at everything tells, by name. */
async function told(contractId: string, who: Who): Promise<Map<string, bigint>> {
  const figures = new Map<string, bigint>();
  const add = (name: string, amount: string | null): void => {
    if (amount !== null) figures.set(name, BigInt(amount));
  };
  for (const filter of ['', '&basis=realised', '&cashable=true', '&cashable=false', '&budgetYear=2026']) {
    const { silos, totals } = OverviewSchema.parse(await get(`overview?contractId=${contractId}${filter}`, who));
    add(`total${filter}`, totals.gained);
    for (const row of silos) add(`${row.silo} ${row.budgetYear}${filter}`, row.gained);
  }
  const { links } = FlowsSchema.parse(await get(`flows?contractId=${contractId}`, who));
  for (const link of links.filter(({ kind }) => kind === 'gained')) add(`flow ${link.target}`, link.amount);
  const { years } = BusinessCaseSchema.parse(await get(`contracts/${contractId}/business-case`, who));
  for (const { budgetYear, gain } of years) add(`case ${budgetYear}`, gain);
  const { outcomes, valued } = ValuationSchema.parse(await get(`contracts/${contractId}/valuation`, who));
  add('outcomes', outcomes?.toString() ?? null);
  add('valued', valued?.toString() ?? null);
  return figures;
}

describe('an attack by differences', () => {
  it.each(OUTSIDERS)(
    'finds nothing about fewer than five people for %s, over all days and views',
    async (_who, who) => {
      const lone = await contract();
      await final(lone, '2026-01-02', 1);
      const ofOne = await told(lone, 'controller');
      const contractId = await contract();
      const looks: Map<string, bigint>[] = [new Map()];
      const [seen, tell]: [FinalisedOutcome[], ReturnType<typeof telling>] = [[], telling()];
      for (const [month, count] of [3, 3, 2, 1, 4, 1, 2].entries()) {
        for (const day of ['05', '15'].map((end) => `2026-0${month + 1}-${end}`)) {
          seen.push(...(await final(contractId, day, count)));
          looks.push(await told(contractId, who));
        }
        if (month % 2 === 1) await reversed(contractId, seen.shift()!);
        await run(contractId, month + 1, `2026-0${month + 1}-28`, tell(seen));
        looks.push(await told(contractId, who));
      }
      const people = new Set<number>();
      for (const one of looks)
        for (const other of looks)
          for (const [name, amount] of one) {
            const difference = amount - (other.get(name) ?? 0n);
            if (difference > 0n) people.add(Number(difference) / Number(ofOne.get(name)));
          }
      expect(people.size).toBeGreaterThan(2);
      expect([...people].filter((count) => count < FEWEST_PEOPLE)).toEqual([]);
      const inside = await told(contractId, 'controller');
      expect(Number(inside.get('total')) / Number(ofOne.get('total'))).toBe(seen.length);
    },
    300_000,
  );
});

describe('an attack by linear programming', () => {
  const head = (sub: string, department: string): TokenClaims => ({
    ...{ roles: ['department-head'], sub, departments: [department] },
  });
  const [SCHOOLS, ELSEWHERE] = [head('ib', 'schools'), head('eva', 'jobs')];
  const DIRECTOR: TokenClaims = { roles: ['municipal-director'], sub: 'dorothy' };
  const ofSocial = (): Promise<string> =>
    contract({
      parties: contractEvent().parties.map((party) =>
        party.id === 'aarhus' ? { ...party, department: 'social' } : party,
      ),
    });
  /** Some bring far more than others; what a figure counts can be read from its last six digits, one bit for each person. */
  const MILLION = 1_000_000n;
  const LARGEST = [1n, 1n, 40n, 2n, 1n, 3n, 1n, 25n, 1n, 2n, 1n, 1n, 30n, 1n, 2n, 1n];
  const quantity = (index: number): bigint => LARGEST[index]! * MILLION + 2n ** BigInt(index);

  it('on all that was told in a year finds nobody, and heads of departments without an agreement are told nothing', async () => {
    const attack = await linearAttack();
    const lone = await ofSocial();
    await final(lone, '2026-01-02', 1);
    const ofOne = await told(lone, 'controller');
    const contractId = await ofSocial();
    const share = { purpose: 'Opfølgning', legalBasis: 'Lov', figures: ['gained'], detail: 'published' };
    const terms = { ...share, provider: 'state', receiver: 'municipality:0751/schools' };
    const days = { from: '2026-01-01', to: '2027-12-31' };
    const send = async (who: TokenClaims, path: string, body: object) =>
      (await (await service.request(who)).post(`/api/benefits/data-sharing${path}`).send(body)).body as unknown;
    const { sharingId } = DataSharingSchema.parse(await send(SCHOOLS, '', { ...terms, ...days }));
    await send(SCHOOLS, `/${sharingId}/approval`, { side: 'receiver' });
    await send(DIRECTOR, `/${sharingId}/approval`, { side: 'provider' });

    const looks = new Map<Who, ToldSum[]>([INVESTOR, 'council-member' as const, SCHOOLS].map((who) => [who, []]));
    const [seen, tell]: [FinalisedOutcome[], ReturnType<typeof telling>] = [[], telling()];
    let next = 0;
    for (const [month, count] of [5, 1, 3, 4, 2, 1].entries()) {
      const at = (day: string) => `2026-0${month + 1}-${day}`;
      seen.push(...(await final(contractId, at('05'), count, () => quantity(next++))));
      if (month === 3) await reversed(contractId, seen.shift()!);
      await run(contractId, month + 1, at('28'), tell(seen));
      for (const [who, sums] of looks) sums.push(...decoded(await told(contractId, who), ofOne));
      expect([...(await told(contractId, ELSEWHERE)).values()].filter((amount) => amount !== 0n)).toEqual([]);
    }
    for (const [who, sums] of looks) {
      expect([who, sums.length > 0]).toEqual([who, true]);
      for (const accomplice of [undefined, 2, 7, 12]) {
        const known = new Map(accomplice === undefined ? [] : [[`${accomplice}`, Number(quantity(accomplice))]]);
        const found = [...attack(sums, known)].filter(
          ([person, bounds]) => !known.has(person) && isRecovered(bounds, Number(quantity(Number(person)))),
        );
        expect([who, accomplice, found]).toEqual([who, accomplice, []]);
      }
    }
  }, 300_000);

  /** Each figure of a purse as the sum over the people it counts: the bits in its last six digits, once it is divided by what one of them brings. */
  function decoded(all: ReadonlyMap<string, bigint>, ofOne: ReadonlyMap<string, bigint>): ToldSum[] {
    const [wholes, ofPurses] = [/^(total|case|outcomes|valued)/, /^(flow |state|region|municipality)/];
    const figures = new Map([...all].filter(([, amount]) => amount !== 0n));
    expect([...figures.keys()].filter((name) => !wholes.test(name) && !ofPurses.test(name))).toEqual([]);
    // What is realised changes with the day, and is a sum of the years that stand beside it; wholes are sums of purses and tell no more.
    const finest = [...figures].filter(([name]) => ofPurses.test(name) && !/basis=/.test(name));
    const rows = [...figures].flatMap(([name, amount]) =>
      /^[^ ]+ \d+$/.test(name) && ofPurses.test(name) ? [amount] : [],
    );
    expect(figures.get('total') ?? 0n).toBe(rows.reduce((total, amount) => total + amount, 0n));
    return finest.map(([name, amount]) => {
      const unit = ofOne.get(name)!;
      const sum = amount / unit;
      const people = LARGEST.flatMap((_, index) => ((Number(sum % MILLION) >> index) & 1 ? [index] : []));
      expect([name, people.reduce((total, index) => total + quantity(index), 0n) * unit]).toEqual([name, amount]);
      return { people: people.map(String), sum: Number(sum) };
    });
  }
});

describe('what benefits tell outsiders', () => {
  const gainedOf = async (contractId: string): Promise<string | null> =>
    OverviewSchema.parse(await get(`overview?contractId=${contractId}`, INVESTOR)).totals.gained;
  const arriveLate = (contractId: string, outcomes: FinalisedOutcome[]): Promise<void> =>
    consume(service, (tx) => service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(contractId, outcomes)]));

  it('is the same whether an outcome came in time or late: its run waits for it, and those after that as well', async () => {
    const people = Array.from({ length: 13 }, () => outcome({ finalisedAt: instant('2026-01-02T10:00:00Z') }));
    const [inTime, late, tellTime, tellLate] = [await contract(), await contract(), telling(), telling()];
    const copies = people.map((one) => ({ ...one, claimId: crypto.randomUUID() }));
    await arriveLate(inTime, people);
    await arriveLate(late, copies.slice(0, 6));
    await run(inTime, 1, '2026-07-01', tellTime(people.slice(0, 6)));
    await run(late, 1, '2026-07-01', tellLate(copies.slice(0, 6)));
    const first = await gainedOf(late);
    await arriveLate(late, copies.slice(6, 12));
    await run(inTime, 2, '2026-07-02', tellTime(people));
    await run(late, 2, '2026-07-02', tellLate(copies));
    expect([await gainedOf(late), (await gainedOf(inTime)) === first]).toEqual([first, false]);
    await arriveLate(late, copies.slice(12));
    expect(await gainedOf(late)).toBe(await gainedOf(inTime));
  });
  /** A contract of two municipalities, and outcomes that one of them pays for. */
  const ofTwo = (): Promise<string> => {
    const aarhus = contractEvent().parties.find(({ id }) => id === 'aarhus')!;
    const of = { id: 'randers', name: 'Randers Kommune', municipalityCode: '0730', organisation: 'randers' };
    return contract({ parties: [...contractEvent().parties, { ...aarhus, ...of }] });
  };
  const of = (count: number, payingMunicipality: string) =>
    Array.from({ length: count }, () => outcome({ payingMunicipality, finalisedAt: instant('2026-01-02T10:00:00Z') }));
  const byPurse = async (contractId: string) =>
    OverviewSchema.parse(await get(`overview?contractId=${contractId}`, INVESTOR)).silos.map(
      ({ silo, budgetYear, gained }) => [silo, budgetYear, gained],
    );
  const move = (contractId: string, people: readonly FinalisedOutcome[]): Promise<void> =>
    consume(service, (tx) =>
      service.app.get(MovePersonHandler).execute(
        tx,
        people.map(({ participantId }) => {
          const moves = [{ from: localDate('2026-01-01'), payer: 'randers' }];
          return { contractId, participantId, moves };
        }),
      ),
    );

  it('stands when somebody moves: what a run published is told as it was known then, and moves by five or not at all', async () => {
    const [contractId, tell] = [await ofTwo(), telling()];
    const people = [...of(14, 'aarhus'), ...of(6, 'randers')];
    await arriveLate(contractId, people);
    await run(contractId, 1, '2026-07-01', tell(people));
    const first = await byPurse(contractId);
    expect(first.some(([silo, , gained]) => `${silo}`.startsWith('municipality:0730') && gained !== null)).toBe(true);
    await move(contractId, people.slice(0, 1));
    // Whatever arrives has all that is out worked out again.
    await arriveLate(contractId, of(1, 'aarhus'));
    expect(await byPurse(contractId)).toEqual(first);
    await run(contractId, 2, '2026-07-02', tell(people));
    expect(await byPurse(contractId)).toEqual(first);
    await move(contractId, people.slice(1, 5));
    expect(await byPurse(contractId)).toEqual(first);
    await run(contractId, 3, '2026-07-03', tell(people));
    expect(await byPurse(contractId)).not.toEqual(first);
  });
  it.each(OUTSIDERS)(
    'is the same to %s by every route that reads, whoever comes, goes or moves until the next run',
    async (_who, who) => {
      const [contractId, tell] = [await ofTwo(), telling()];
      const people = [...of(12, 'aarhus'), ...of(6, 'randers')];
      await arriveLate(contractId, people);
      await run(contractId, 1, '2026-07-01', tell(people));
      const nobody = crypto.randomUUID();
      const parameters = { id: nobody, claimId: nobody, model: 'shelter@1', sharingId: nobody, code: 'sl-110' };
      const look = () => toldOf(service, 'benefits', who, contractId, parameters);
      const before = await look();
      expect(Object.values(before).filter(({ status }) => status === 200).length).toBeGreaterThan(5);
      clock.at = '2026-07-01T13:00:00Z';
      await move(contractId, people.slice(0, 2));
      await reversed(contractId, people[3]!);
      await arriveLate(
        contractId,
        of(2, 'aarhus').map((one) => ({ ...one, finalisedAt: instant(clock.at) })),
      );
      expect(await look()).toEqual(before);
    },
  );
  it('is nothing of people of whom payments tell nothing', async () => {
    const contractId = await contract();
    await final(contractId, '2026-02-01', 9);
    await run(contractId, 1, '2026-07-01', []);
    expect(await gainedOf(contractId)).toBeNull();
  });
  it("is nothing of a part of which few people are another purse's: how many the part has is known", async () => {
    const contractId = await ofTwo();
    const people = [...of(8, 'aarhus'), ...of(2, 'randers')];
    await arriveLate(contractId, people);
    const tell = telling();
    await run(contractId, 1, '2026-07-01', tell(people));
    expect(await gainedOf(contractId)).toBeNull();
    const more = [...people, ...of(5, 'randers'), ...of(5, 'aarhus')];
    await arriveLate(contractId, more.slice(10));
    await run(contractId, 2, '2026-07-02', tell(more));
    expect(BigInt((await gainedOf(contractId))!)).toBeGreaterThan(0n);
  });
});
