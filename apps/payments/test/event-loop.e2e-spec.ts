import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import { instant, localDate } from '@ringvirkning/kernel';
import { RunSchema } from '@ringvirkning/payments-api';
import { Database } from '@ringvirkning/persistence';
import { LONGEST_TURN, longestTurn, type TestService, type TokenClaims } from '@ringvirkning/testing';
import { FactStore } from '../src/persistence/fact.store.js';
import { arrivals, shown, startPayments } from './fixtures.js';

const PEOPLE = 10_000;
const BO: TokenClaims = { roles: ['department-head'], sub: 'bo', organisation: 'aarhus' };
const CARL: TokenClaims = { roles: ['controller'], sub: 'carl', organisation: 'aarhus' };

let service: TestService;
/** As large as each other: a contract is published with its first run. */
const contracts: string[] = [];
const addContract = async (): Promise<void> => {
  const arrive = arrivals(service);
  const contractId = await arrive.contract();
  contracts.push(contractId);
  const finalisedAt = instant('2026-04-01T10:00:00Z');
  const facts = Array.from({ length: PEOPLE }, (_, i) => {
    const participant = randomUUID();
    const on = localDate(`2026-0${1 + (i % 5)}-0${1 + (i % 9)}`);
    return [
      { outcome: 'home', on },
      { outcome: 'mastery', followUp: 'm6', on },
      { outcome: 'mastery', followUp: 'm12', on },
    ].map((fact) => ({ contractId, finalisedAt, fact: { ...fact, id: randomUUID(), participant } }));
  }).flat();
  await arrive.consume((tx) => service.app.get(FactStore).add(tx, facts));
};
beforeAll(async () => {
  service = await startPayments();
  for (let i = 0; i < 3; i += 1) await addContract();
});
afterAll(() => service?.stop());

const get = async (path: string, who: Role | TokenClaims) => (await service.request(who)).get(`/api/payments/${path}`);
const post = async (path: string, who: TokenClaims, body: object = {}) =>
  (await service.request(who)).post(`/api/payments/${path}`).send(body);

describe(`nobody waits while a contract with ${PEOPLE} people`, () => {
  const cancelled = async (): Promise<{ status: number }> => {
    const calculated = await post(`contracts/${contracts[0]}/runs`, BO, { cutOff: '2026-06-30' });
    await post(`runs/${RunSchema.parse(calculated.body).runId}/cancellation`, BO, { reason: 'Once more' });
    return calculated;
  };
  const certified = async (contractId: string): Promise<string> => {
    const calculated = await post(`contracts/${contractId}/runs`, CARL, { cutOff: '2026-06-30' });
    const { runId } = RunSchema.parse(calculated.body);
    await post(`runs/${runId}/certification`, CARL, await shown(service, runId));
    return runId;
  };
  it.each<[string, number, () => Promise<{ status: number }>]>([
    ['is calculated', 201, cancelled],
    ['is looked at', 200, () => get(`contracts/${contracts[0]}/summary?asOf=2026-06-29`, CARL)],
  ])('%s', async (_what, status, work) => {
    const answered = async () => expect((await work()).status).toBe(status);
    expect(await longestTurn(6, () => Promise.resolve(answered))).toBeLessThan(LONGEST_TURN);
  });

  it('is paid, and its figures are published', async () => {
    const longest = await longestTurn(contracts.length, async (attempt) => {
      const runId = await certified(contracts[attempt]!);
      return async () => expect((await post(`runs/${runId}/authorisation`, BO)).status).toBe(200);
    });
    expect(longest).toBeLessThan(LONGEST_TURN);
  });

  it('tells others all its claims, in whole parts', async () => {
    const [event] = await service.app
      .get(Database)
      .query<{ parts: { part: string; came: string[] }[] }[]>(
        `SELECT data -> 'parts' AS parts FROM outbox ORDER BY id LIMIT 1`,
      );
    expect(event!.parts.map(({ part, came }) => [part, came.length])).toEqual([
      ['2026/home/-/-/-', PEOPLE],
      ['2026/mastery/m6/-/-', PEOPLE],
      ['2026/mastery/m12/-/-', PEOPLE],
    ]);
  });
});
