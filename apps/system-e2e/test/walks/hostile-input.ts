import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningInstance } from '@ringvirkning/embedded';
import { clientCredentials, type DemoUser } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import { HOSTILE_TEXTS, HOSTILE_VALUES, replaced } from '../support/hostile.js';
import { operationsOf, type OpenApi, type WriteOperation } from '../support/write-operations.js';
import type { BrowsedInstance } from '../support/browsed-instance.js';

const NOBODYS = '01900000-0000-7000-8000-000000000000';
/** An invented person's number, in the writings that are sent and however they are encoded: in no log and no answer. */
const SECRET = /01(?:\W|%\w\w){0,12}90(?:\W|%\w\w){0,12}4321|９０４３２１/;

export const hostileInput = (arrive: () => BrowsedInstance): void => {
  let instance: RunningInstance;
  let operations: WriteOperation[];
  let tokenFor: (user: DemoUser) => Promise<string>;
  beforeAll(async () => {
    instance = arrive().instance;
    const tokens = new Map<DemoUser, Promise<string>>();
    const ask = clientCredentials(instance.seedClient);
    tokenFor = (user) => tokens.get(user) ?? tokens.set(user, ask(user)).get(user)!;
    operations = operationsOf((await (await fetch(`${instance.overview.url}/api/openapi.json`)).json()) as OpenApi);
  });

  interface Attempt {
    readonly path: string;
    readonly body?: string;
  }

  /** How an attempt is answered badly: by an error of ours, or with a personal number in the answer; undefined when it is not. */
  async function amiss(operation: WriteOperation, { path, body }: Attempt): Promise<string | undefined> {
    const ask = async () =>
      fetch(instance.overview.url + path, {
        method: operation.method.toUpperCase(),
        headers: {
          Authorization: `Bearer ${await tokenFor(operation.permitted)}`,
          ...(operation.mediaTypes[0] !== undefined && { 'Content-Type': operation.mediaTypes[0] }),
        },
        ...(body !== undefined && { body }),
        redirect: 'manual',
      });
    // On a busy machine a service may not answer another one in time; that is asked again, as the answer says.
    const { response, text } = await eventually(async () => {
      const answer = await ask();
      const said = await answer.text();
      if (answer.status === 503 && said.includes('"rpc.unavailable"')) throw new Error(said);
      return { response: answer, text: said };
    });
    const where = `${operation.method} ${path.slice(0, 200)} ${body?.slice(0, 200) ?? ''}`;
    if (response.status >= 500) return `${response.status}: ${where} ${text.slice(0, 300)}`;
    return SECRET.test(text) ? `told: ${where} ${text.slice(0, 300)}` : undefined;
  }

  const sampleBody = ({ sample }: WriteOperation): { readonly body?: string } =>
    sample === undefined ? {} : { body: JSON.stringify(sample) };
  const withIds = ({ path }: WriteOperation, id: string): string => path.replaceAll(/\{\w+\}/g, id);
  const inAddress = (text: string): string =>
    text.isWellFormed() ? encodeURIComponent(text) : `${encodeURIComponent(text.toWellFormed())}%ED%A0%BD`;

  function* inPaths(operation: WriteOperation): Generator<Attempt> {
    if (!operation.path.includes('{')) return;
    for (const text of Object.values(HOSTILE_TEXTS))
      yield { path: withIds(operation, inAddress(text)), ...sampleBody(operation) };
  }

  function* inQueries(operation: WriteOperation): Generator<Attempt> {
    const path = withIds(operation, NOBODYS);
    const words = Object.entries(operation.query).filter(([, value]) => value !== undefined);
    for (const name of Object.keys(operation.query))
      for (const text of Object.values(HOSTILE_TEXTS)) {
        const others = words
          .filter(([other]) => other !== name)
          .map(([other, value]) => `${other}=${inAddress(String(value))}`);
        yield { path: `${path}?${[...others, `${name}=${inAddress(text)}`].join('&')}`, ...sampleBody(operation) };
        yield {
          path: `${path}?${[...others, `${name}=a&${name}=${inAddress(text)}`].join('&')}`,
          ...sampleBody(operation),
        };
        yield { path: `${path}?${name}[a]=${inAddress(text)}`, ...sampleBody(operation) };
      }
  }

  function* inBodies(operation: WriteOperation): Generator<Attempt> {
    const path = withIds(operation, NOBODYS);
    for (const value of Object.values(HOSTILE_VALUES)) {
      if (operation.sample !== undefined)
        for (const body of replaced(operation.sample, value)) yield { path, body: JSON.stringify(body) };
      else if (operation.mediaTypes.length > 0)
        yield { path, body: typeof value === 'string' ? value : JSON.stringify(value) };
    }
    if (operation.mediaTypes.length > 0)
      for (const body of [
        '[',
        '['.repeat(100_000),
        '{"a":'.repeat(100_000),
        '"\\ud83d"',
        '\u0000',
        '\ufeff{}',
        '{"a":1e999}',
      ])
        yield { path, body };
  }

  /** Tries everything, some at a time. */
  async function badlyAnswered(
    attemptsOf: (operation: WriteOperation) => Iterable<Attempt>,
  ): Promise<{ tried: number; bad: string[] }> {
    const attempts = operations.flatMap((operation) =>
      [...attemptsOf(operation)].map((attempt) => ({ operation, attempt })),
    );
    const bad: string[] = [];
    const next = attempts.values();
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (const { operation, attempt } of next) {
          const wrong = await amiss(operation, attempt);
          if (wrong) bad.push(wrong);
        }
      }),
    );
    return { tried: attempts.length, bad };
  }

  describe('every route of every service answers what nobody means with a refusal, or as if it were nothing', () => {
    it.each([
      ['in its path', inPaths, 500],
      ['in its query', inQueries, 500],
      ['in its body', inBodies, 500],
    ])(
      '%s',
      async (_where, attemptsOf, least) => {
        const { tried, bad } = await badlyAnswered(attemptsOf);
        expect(bad).toEqual([]);
        expect(tried).toBeGreaterThan(least);
      },
      300_000,
    );

    it('and tells nothing by the head alone to whom it tells nothing', async () => {
      const reading = operations.filter(
        ({ method, forbidden, permitted }) => method === 'get' && forbidden && permitted,
      );
      const heads = reading.flatMap((operation) =>
        [undefined, operation.forbidden].map(async (who) => {
          const Authorization = who && `Bearer ${await tokenFor(who)}`;
          const { status } = await fetch(instance.overview.url + withIds(operation, NOBODYS), {
            method: 'HEAD',
            headers: Authorization ? { Authorization } : {},
          });
          return `${status} ${operation.path}`;
        }),
      );
      const told = await Promise.all(heads);
      expect(told.filter((line, i) => !line.startsWith(i % 2 === 0 ? '401' : '403'))).toEqual([]);
      expect(reading.length).toBeGreaterThan(40);
    });

    it('and its logs hold nothing of it, and no error that nobody expected', () => {
      const logs = instance.logs();
      expect(logs).toContain('"service":');
      expect(logs.split('\n').filter((line) => SECRET.test(line))).toEqual([]);
      expect(logs.split('\n').filter((line) => line.includes('unexpected error'))).toEqual([]);
    });
  });
};
