import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { fail } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import { requestContext, type Database, type Tx } from '@ringvirkning/persistence';
import { DeadLetters } from '../src/dead-letters.js';
import { Inbox } from '../src/inbox.js';
import { Needs } from '../src/needs.js';
import { PostgresInboxStore } from '../src/inbox.store.js';
import {
  Counted,
  effects,
  eventually,
  incoming,
  leaveEffects,
  Listed,
  openSeal,
  range,
  testDatabase,
  type Thing,
} from './support.js';

const store = new PostgresInboxStore();
let db: Database;
let inbox: Inbox;
let letters: DeadLetters;
let reported: { upto: number; gap: boolean } | undefined;
let stopping: AbortController;

beforeEach(async () => {
  Logger.overrideLogger(false);
  stopping = new AbortController();
  ({ db } = await testDatabase());
  inbox = new Inbox(db, store, {
    service: 'payments',
    seal: openSeal,
    report: (_, { upto }, gap) => (reported = { upto, gap }),
  });
  letters = new DeadLetters(db, store, inbox);
});
afterEach(() => db.close());

type Effect = (events: readonly EventEnvelope<unknown>[], tx: Tx) => Promise<void>;
const taking = (effect: Effect) => ({
  in: (...messages: Parameters<Inbox['consume']>[1][]) => {
    inbox.register(Counted, effect);
    return messages.reduce(
      (before, batch) => before.then(() => inbox.consume(Counted, batch, stopping.signal)),
      Promise.resolve(),
    );
  },
});
/** Leaves effects, but fails at one number with the given error, `times` times. */
const failingAt =
  (n: number, error: () => Error, times = Infinity): Effect =>
  async (events, tx) => {
    await leaveEffects(events, tx);
    if (events.some(({ data }) => (data as Thing).n === n) && times-- > 0) throw error();
  };
const batch = (from: number, to: number) => range(from, to).map((n) => incoming(n));
const rule = () => fail.rule('outcomes.not-so', 'nej', 'no');

it('tells its producers how far it has come as soon as the database answers, though it was away at first', async () => {
  reported = undefined;
  let refusals = 2;
  const slow = Object.create(db, {
    transaction: {
      value: (work: Parameters<Database['transaction']>[0]) =>
        refusals-- > 0
          ? Promise.reject(new Error('Connection terminated due to connection timeout'))
          : db.transaction(work),
    },
  }) as Database;
  const report = (_: unknown, { upto }: { upto: number }, gap: boolean) => (reported = { upto, gap });
  new Inbox(slow, store, { service: 'payments', seal: openSeal, report }).begin(Counted, stopping.signal);
  await eventually(async () => expect(reported).toEqual({ upto: 0, gap: false }));
});

describe('an event that cannot succeed', () => {
  it('is put aside with its reason at once, and the others of its batch have their effect', async () => {
    await taking(failingAt(3, rule)).in(batch(1, 6));
    expect(await effects(db)).toEqual([1, 2, 4, 5, 6]);
    expect(reported).toEqual({ upto: 6, gap: false });
    expect(await letters.list()).toMatchObject([
      {
        subject: Counted.subject,
        seq: 3,
        code: 'outcomes.not-so',
        reason: 'no',
        attempts: 1,
        state: 'open',
        envelope: { data: { n: 3 } },
      },
    ]);
  });

  it('is put aside when it breaks its schema', async () => {
    await taking(leaveEffects).in([incoming(1), incoming(2, { n: 'two' }), incoming(3)]);
    expect(await effects(db)).toEqual([1, 3]);
    expect(await letters.list()).toMatchObject([{ seq: 2, code: 'messaging.unreadable', attempts: 1 }]);
  });

  it('is tried five times when its failure may pass', async () => {
    await taking(failingAt(1, () => new TypeError('bug'))).in(batch(1, 2));
    expect(await effects(db)).toEqual([2]);
    expect(await letters.list()).toMatchObject([
      { seq: 1, code: 'messaging.unexpected', reason: 'TypeError: bug', attempts: 5 },
    ]);
  });

  it('leaves nothing of its effect behind', async () => {
    await taking(failingAt(1, rule)).in(batch(1, 1));
    expect(await effects(db)).toEqual([]);
  });
});

describe('an event that needs something from elsewhere first', () => {
  const needing = (obtain: () => Promise<void>): { effect: Effect } => {
    let there = false;
    const effect: Effect = (events, tx) => {
      if (there) return leaveEffects(events, tx);
      throw new Needs(() => obtain().then(() => void (there = true)));
    };
    return { effect };
  };

  it('is consumed when that was obtained, and nothing is held meanwhile', async () => {
    const free = (): Promise<void> =>
      db.transaction(async (tx) => {
        await tx.query(`SET LOCAL lock_timeout = '1s'`);
        await store.lock(tx, Counted.subject);
      });
    await taking(needing(free).effect).in(batch(1, 3));
    expect(await effects(db)).toEqual([1, 2, 3]);
    expect(await letters.list()).toEqual([]);
  });

  it('waits while it cannot be obtained for a reason that passes', async () => {
    let times = 3;
    const obtain = () =>
      times-- > 0 ? Promise.reject(fail.unavailable('rpc.unavailable', 'x', 'x')) : Promise.resolve();
    await taking(needing(obtain).effect).in(batch(1, 2));
    expect(await effects(db)).toEqual([1, 2]);
  });

  it('is put aside with the reason why it cannot be obtained, and has its effect when that is gone', async () => {
    let isThere = false;
    const { effect } = needing(() => (isThere ? Promise.resolve() : Promise.reject(rule())));
    await taking(effect).in(batch(1, 1));
    const [letter] = await letters.list();
    expect(letter).toMatchObject({ code: 'outcomes.not-so', seq: 1 });
    expect(await letters.requeue(letter!.id)).toMatchObject({ state: 'open', reason: 'no' });
    isThere = true;
    expect(await letters.requeue(letter!.id)).toMatchObject({ state: 'done' });
    expect(await effects(db)).toEqual([1]);
  });
});

describe('an event with items', () => {
  const list = (...numbers: unknown[]) => incoming(1, { things: numbers.map((n) => ({ n })) }, Listed);
  const leaveEach: Effect = async (events, tx) => {
    for (const { n } of events.flatMap(({ data }) => (data as { things: Thing[] }).things))
      await tx.query('INSERT INTO effect (subject, n) VALUES ($1, $2)', [Listed.subject, n]);
  };
  const failingAtAny =
    (bad: readonly number[], error = rule): Effect =>
    async (events, tx) => {
      await leaveEach(events, tx);
      const numbers = events.flatMap(({ data }) => (data as { things: Thing[] }).things.map(({ n }) => n));
      if (numbers.some((n) => bad.includes(n))) throw error();
    };
  const consume = (effect: Effect, ...messages: Parameters<Inbox['consume']>[1][number][]) => {
    inbox.register(Listed, effect);
    return inbox.consume(Listed, messages, stopping.signal);
  };
  const left = () => effects(db, Listed.subject);

  it('has its effect without those that fail, which are put aside each with its reason', async () => {
    await consume(failingAtAny([7, 300]), list(...range(1, 500)));
    expect(await left()).toEqual(range(1, 500).filter((n) => n !== 7 && n !== 300));
    expect(await letters.list()).toMatchObject(
      [7, 300].map((n) => ({ seq: 1, item: n - 1, code: 'outcomes.not-so', envelope: { data: { things: [{ n }] } } })),
    );
    expect(reported).toEqual({ upto: 1, gap: false });
  });

  it('has its effect without those that break the schema', async () => {
    await consume(leaveEach, list(1, 'two', 3));
    expect(await left()).toEqual([1, 3]);
    expect(await letters.list()).toMatchObject([{ item: 1, code: 'messaging.unreadable' }]);
  });

  it('is put aside as a whole when no item succeeds', async () => {
    await consume(failingAtAny(range(1, 200)), list(...range(1, 200)));
    expect(await left()).toEqual([]);
    expect(await letters.list()).toMatchObject([{ seq: 1, item: null }]);
  });

  it('is not taken apart for a failure that passes', async () => {
    let times = 3;
    await consume(
      async (events, tx) => {
        await leaveEach(events, tx);
        if (times-- > 0) throw fail.unavailable('rpc.unavailable', 'x', 'x');
      },
      list(1, 2),
    );
    expect(await left()).toEqual([1, 2]);
    expect(await letters.list()).toEqual([]);
  });

  it('lets an item that was put aside have its effect later, once', async () => {
    await consume(failingAtAny([2]), list(1, 2, 3));
    const [letter] = await letters.list();
    expect(await letters.requeue(letter!.id)).toMatchObject({ state: 'open', reason: 'no' });
    inbox.register(Listed, leaveEach);
    expect(await letters.requeue(letter!.id)).toEqual({ id: letter!.id, state: 'done' });
    expect(await left()).toEqual([1, 3, 2]);
  });
});

describe('an event whose failure passes', () => {
  it.each([
    ['a service that does not answer', () => fail.unavailable('rpc.unavailable', 'x', 'x'), 7],
    ['a lost database connection', () => new Error('Connection terminated unexpectedly'), 7],
    ['something that another event must bring first', () => fail.notFound('payments.no-contract', 'x', 'x'), 3],
  ])('has its effect in the end: %s', async (_, error, times) => {
    await taking(failingAt(2, error, times)).in(batch(1, 3));
    expect(await effects(db)).toEqual([1, 2, 3]);
    expect(await letters.list()).toEqual([]);
  });

  it('does not hold up the shutdown', async () => {
    const taken = taking(failingAt(1, () => fail.unavailable('rpc.unavailable', 'x', 'x'))).in(batch(1, 2));
    setTimeout(() => stopping.abort(), 50);
    await expect(taken).rejects.toMatchObject({ name: 'AbortError' });
    expect(await effects(db)).toEqual([]);
  });
});

describe('a dead letter', () => {
  const broken = jest.fn<Effect>();
  beforeEach(async () => {
    broken.mockImplementation(() => Promise.reject(rule()));
    await taking(broken).in(batch(1, 2));
  });
  const ids = async (): Promise<string[]> => (await letters.list()).map(({ id }) => id);

  it('has its effect when it is requeued and the cause is gone', async () => {
    broken.mockImplementation(leaveEffects);
    const [first] = await ids();
    expect(await letters.requeue(first!)).toEqual({ id: first, state: 'done' });
    expect(await effects(db)).toEqual([1]);
    await expect(letters.requeue(first!)).rejects.toMatchObject({ code: 'messaging.dead-letter-settled' });
  });

  it('keeps the new reason when it fails again', async () => {
    broken.mockImplementation(() => Promise.reject(new RangeError('other')));
    const [first] = await ids();
    expect(await letters.requeue(first!)).toEqual({ id: first, state: 'open', reason: 'RangeError: other' });
    expect(await letters.get(first!)).toMatchObject({ state: 'open', attempts: 2, reason: 'RangeError: other' });
  });

  it('is requeued with all others, the failing ones staying', async () => {
    broken.mockImplementation(failingAt(1, rule));
    expect((await letters.requeueAll()).map(({ state }) => state)).toEqual(['open', 'done']);
    expect(await effects(db)).toEqual([2]);
    expect(await letters.list()).toMatchObject([{ seq: 1 }]);
  });

  it('can be given up, and stays on record', async () => {
    const [first, second] = await ids();
    expect(await letters.purge(first!)).toEqual({ id: first, state: 'purged' });
    expect(await ids()).toEqual([second]);
    expect(await letters.list({ state: 'purged' })).toMatchObject([{ id: first }]);
    await expect(letters.requeue(first!)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it.each(['999999', 'x', '1; DROP TABLE outbox'])('that does not exist is not found: %s', (id) =>
    expect(letters.get(id)).rejects.toMatchObject({ code: 'messaging.dead-letter-not-found' }),
  );
});

it('runs effects as the system, with the correlation of the work and the event as the cause', async () => {
  let seen: unknown;
  const message = incoming(1);
  await taking(() => {
    const { actor, correlationId, causationId } = requestContext.get();
    seen = { organisation: actor.organisation, correlationId, causationId };
    return Promise.resolve();
  }).in([message]);
  expect(seen).toEqual({ organisation: '*', correlationId: 'c-1', causationId: (message.json as { id: string }).id });
});

it('takes a whole batch in one transaction', async () => {
  const sizes: number[] = [];
  await taking((events) => Promise.resolve(void sizes.push(events.length))).in(batch(1, 150));
  expect(sizes).toEqual([150]);
});
