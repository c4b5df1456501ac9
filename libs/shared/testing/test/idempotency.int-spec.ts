import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestService, type TestService, type TokenClaims } from '../src/index.js';
import { outcomesService } from './counting-services.js';

const effects = '/api/outcomes/effects';
let service: TestService;
beforeAll(async () => {
  service = await startTestService(outcomesService);
});
afterAll(() => service?.stop());

const make = async (key: string | undefined, body: object, who: TokenClaims = { roles: ['case-worker'] }) => {
  const request = (await service.request(who)).post(effects);
  return (key === undefined ? request : request.set('Idempotency-Key', key)).send(body);
};
const count = async (): Promise<number> =>
  (await (await service.request('case-worker')).get(`${effects}/count`)).body.count;
const made = async (work: () => Promise<unknown>): Promise<number> => {
  const before = await count();
  await work();
  return (await count()) - before;
};

describe('a write with an Idempotency-Key', () => {
  it('sent twice has one effect, and the second answer says so', async () => {
    const key = randomUUID();
    const added = await made(async () => {
      const [first, second] = [await make(key, { amount: '1' }), await make(key, { amount: '1' })];
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body).toEqual(first.body);
      expect(first.headers).not.toHaveProperty('idempotency-replayed');
      expect(second.headers['idempotency-replayed']).toBe('true');
    });
    expect(added).toBe(1);
  });
  it('sent ten times at once has one effect', async () => {
    const key = randomUUID();
    const added = await made(async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => make(key, { amount: '2', slow: true })));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(9);
    });
    expect(added).toBe(1);
  });
  it('is refused with another body, and has no effect', async () => {
    const key = randomUUID();
    await make(key, { amount: '1' });
    const added = await made(async () => {
      const { status, body } = await make(key, { amount: '100' });
      expect([status, body.code]).toEqual([422, 'http.idempotency-key-reused']);
    });
    expect(added).toBe(0);
  });
  it('is somebody else’s key when somebody else sends it', async () => {
    const key = randomUUID();
    expect(
      await made(async () => [
        await make(key, { amount: '1' }),
        await make(key, { amount: '1' }, { roles: ['case-worker'], sub: 'another' }),
      ]),
    ).toBe(2);
  });
  it('that was refused may be tried again with the same key', async () => {
    const key = randomUUID();
    expect((await make(key, { amount: 'refused' })).status).toBe(422);
    expect((await make(key, { amount: 'refused' })).body.code).toBe('outcomes.refused');
  });
  it.each(['', 'x'.repeat(201), 'two words', 'æ'])('must have a usable key, unlike "%s"', async (key) => {
    expect(
      await made(async () => expect((await make(key, { amount: '1' })).body.code).toBe('http.idempotency-key-invalid')),
    ).toBe(0);
  });
});

it('a write without a key has its effect every time', async () =>
  expect(await made(async () => [await make(undefined, { amount: '1' }), await make(undefined, { amount: '1' })])).toBe(
    2,
  ));
