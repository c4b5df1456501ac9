import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import { BusinessCaseSchema, FlowsSchema, OverviewSchema, ValuationSchema } from '@ringvirkning/benefits-api';
import { FEWEST_PEOPLE } from '@ringvirkning/disclosure';
import { instant, localDate } from '@ringvirkning/kernel';
import type { FinalisedOutcome } from '@ringvirkning/outcomes-api';
import type { PublishedPart } from '@ringvirkning/payments-api';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { ConsumeContractHandler } from '../src/on-contract-activated/consume-contract.handler.js';
import { ConsumeOutcomesHandler } from '../src/on-outcomes-finalised/consume-outcomes.handler.js';
import { TakeBackOutcomesHandler } from '../src/on-outcomes-reversed/take-back-outcomes.handler.js';
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

async function contract(): Promise<string> {
  const event = contractEvent();
  await consume(service, (tx) => service.app.get(ConsumeContractHandler).put(tx, event));
  const attach = (await service.request('controller')).post(`/api/benefits/contracts/${event.contractId}/valuation`);
  await attach.send({ model: 'shelter@1' });
  return event.contractId;
}

/** Outcomes become final at a moment. */
const final = (contractId: string, day: string, count: number): Promise<FinalisedOutcome[]> =>
  consume(service, async (tx) => {
    clock.at = `${day}T10:00:00Z`;
    const outcomes = Array.from({ length: count }, () =>
      outcome({ on: localDate(day), finalisedAt: instant(clock.at) }),
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
    120_000,
  );
});
