import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import { LONGEST_TURN, longestTurn, type TestService } from '@ringvirkning/testing';
import { startContracts, termsYaml } from './terms.js';

let service: TestService;
beforeAll(async () => void (service = await startContracts()));
afterAll(() => service.stop());

/** Sends what was written before: the caller's own computing is not the service's. */
const send = async (who: Role, path: string, type: string, body: string) => {
  const headers = { Authorization: `Bearer ${await service.identity.token({ roles: [who] })}`, 'Content-Type': type };
  return () => fetch(service.url + path, { method: 'POST', headers, body });
};
const simulate = (body: object | string) =>
  send(
    'case-worker',
    '/api/contracts/simulations',
    'application/json',
    typeof body === 'string' ? body : JSON.stringify(body),
  );
const draft = (text: string) => send('department-head', '/api/contracts', 'application/yaml', text);

const people = Array.from({ length: 9_000 }, (_, i) => ({
  participant: `p${i}`,
  outcome: 'housed',
  achievedOn: '2026-05-01',
}));
const strangers = people.map((each) => ({ ...each, outcome: 'nothing', cohort: 'none', quantity: 'x' }));
const terms = termsYaml();
/** As many fields as the budget of a document has room for, all of them unknown. */
const unknown = `${terms}${Array.from({ length: 6_000 }, (_, i) => `k${i}: [a, b]\n`).join('')}`;

describe('nobody waits for another caller', () => {
  it.each<[string, number, () => Promise<() => Promise<{ status: number }>>]>([
    [
      'a contract of ten thousand results is simulated',
      200,
      () => simulate({ terms: termsYaml({ planned: 10_000 }), runs: 100 }),
    ],
    ['facts of nine thousand people are read', 200, () => simulate({ terms, facts: { people }, runs: 0 })],
    ['as many are wrong in each field', 422, () => simulate({ terms, facts: { people: strangers }, runs: 0 })],
    ['terms have thousands of unknown fields', 422, () => draft(unknown)],
    ['terms have references to references', 422, () => draft(`${terms}x: &a [1]\n${'y: [*a, *a]\n'.repeat(49)}`)],
    ['terms are a million brackets', 422, () => draft('['.repeat(1_000_000))],
    ['a body is a million brackets', 413, () => simulate('['.repeat(1_000_000))],
    ['a body has values without number', 413, () => simulate(`{"terms":[${'1,'.repeat(500_000)}1]}`)],
    ['a body is one long text of digits', 422, () => simulate({ terms: '9 '.repeat(450_000) })],
    [
      'a body has as many objects as it may',
      422,
      () => simulate({ terms, facts: { people: Array.from({ length: 70_000 }, () => ({})) } }),
    ],
  ])('while %s', async (_what, status, prepare) => {
    const work = await prepare();
    const answered = async () => expect((await work()).status).toBe(status);
    expect(await longestTurn(5, () => Promise.resolve(answered))).toBeLessThan(LONGEST_TURN);
  });
});
