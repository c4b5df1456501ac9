import { describe, expect, it } from '@jest/globals';
import { find, questionsFor } from './find.js';

const may =
  (...permissions: string[]) =>
  (permission: string) =>
    permissions.includes(permission);
const ID = '019a2b3c-4d5e-7f60-8a7b-9c0d1e2f3a4b';

describe('a search asks', () => {
  it.each([
    [['contracts.read'], 1],
    [['contracts.read', 'people.read'], 2],
    [['contracts.read', 'people.read', 'payments.read'], 3],
    [[], 0],
  ])('who may %j %d services', (permissions, count) =>
    expect(questionsFor(may(...permissions), ID)).toHaveLength(count),
  );
  it('every service for the way of a request, for whom operations are open, and only by what may be its id', () => {
    expect(questionsFor(may('operations.read'), ID)).toHaveLength(4);
    for (const term of ['12', 'sag 12 af 14']) expect(questionsFor(may('operations.read'), term)).toHaveLength(0);
  });
});

describe('what was found', () => {
  const contracts = [{ id: ID, ref: 'A-1', titles: { da: 'A', en: 'A' }, status: 'active' as const, home: null }];
  it('is of all services together', async () => {
    const trace = { service: 'outcomes', events: [], deadLetters: [] };
    const questions = [() => Promise.resolve({ contracts }), () => Promise.resolve({ traces: [trace] })];
    expect(await find(questions)).toEqual({ found: { contracts, traces: [trace] }, error: undefined });
  });
  it('stands when another service does not answer, which is told', async () => {
    const down = new Error('down');
    const { found, error } = await find([() => Promise.reject(down), () => Promise.resolve({ contracts })]);
    expect([found.contracts, error]).toEqual([contracts, down]);
  });
});
