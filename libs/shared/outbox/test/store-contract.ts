import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Database } from '@ringvirkning/persistence';
import { DeadLetters } from '../src/dead-letters.js';
import { Inbox } from '../src/inbox.js';
import type { InboxStore } from '../src/inbox.store.js';
import { LeaseLost, type NewEvent, type OutboxStore } from '../src/outbox.store.js';
import { Counted, effects, eventually, incoming, leaveEffects, openSeal, range } from './support.js';

/** A fresh database and the stores under test. */
export interface Stores {
  readonly db: Database;
  readonly outbox: OutboxStore;
  readonly inbox: InboxStore;
}

export interface Rule {
  readonly title: string;
  check(stores: Stores): Promise<void>;
}

const TTL = 60_000;
/** Connections that wait for what another one has locked. */
const WAITING = `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
const never = new AbortController().signal;
const event = (subject: string, key: string): NewEvent => ({
  eventId: randomUUID(),
  subject,
  key,
  trace: {},
  data: JSON.stringify({ key }),
});
const append = ({ db, outbox }: Stores, ...events: NewEvent[]) => db.transaction((tx) => outbox.append(tx, events));
const lease = async ({ outbox }: Stores, ttl = TTL): Promise<number> => (await outbox.acquire('a', ttl))!;
const keysOf = async ({ outbox }: Stores, subject: string): Promise<string[]> =>
  (await outbox.after([{ subject, seq: 0 }], 1_000)).map(({ seq, key }) => `${seq}:${key}`);

/** An inbox on the stores, with the effect registered and what it reported. */
function inboxOf({ db, inbox: store }: Stores, effect: typeof leaveEffects = leaveEffects) {
  const reports: { upto: number; gap: boolean }[] = [];
  const inbox = new Inbox(db, store, {
    service: 'payments',
    seal: openSeal,
    report: (_, { upto }, gap) => reports.push({ upto, gap }),
  });
  inbox.register(Counted, effect);
  return {
    inbox,
    reports,
    consume: (...numbers: number[]) =>
      inbox.consume(
        Counted,
        numbers.map((n) => incoming(n)),
        never,
      ),
  };
}

const OUTBOX_RULES: readonly Rule[] = [
  {
    title: 'numbers the events of each subject 1, 2, 3 … in order of insertion, over several passes',
    async check(stores) {
      const token = await lease(stores);
      await append(stores, event('a', '1'), event('b', '1'), event('a', '2'));
      await append(stores, event('b', '2'), event('a', '3'));
      for (let pass = 0; pass < 3; pass += 1) await stores.outbox.number(token, TTL, 2);
      expect(await keysOf(stores, 'a')).toEqual(['1:1', '2:2', '3:3']);
      expect(await keysOf(stores, 'b')).toEqual(['1:1', '2:2']);
    },
  },
  {
    title: 'leaves no gap for a transaction that was rolled back',
    async check(stores) {
      const token = await lease(stores);
      await append(stores, event('a', '1'));
      await stores.db
        .transaction(async (tx) => {
          await stores.outbox.append(tx, [event('a', 'never')]);
          throw new Error('no');
        })
        .catch(() => undefined);
      await append(stores, event('a', '2'));
      await stores.outbox.number(token, TTL, 10);
      expect(await keysOf(stores, 'a')).toEqual(['1:1', '2:2']);
    },
  },
  {
    title: 'does not wait for a transaction that is still open, and numbers its events when it commits',
    async check(stores) {
      const token = await lease(stores);
      const [opened, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const slow = stores.db.transaction(async (tx) => {
        await stores.outbox.append(tx, [event('a', 'slow')]);
        opened.resolve();
        await mayCommit.promise;
      });
      await opened.promise;
      await append(stores, event('a', 'fast'));
      await stores.outbox.number(token, TTL, 10);
      mayCommit.resolve();
      await slow;
      await stores.outbox.number(token, TTL, 10);
      expect(await keysOf(stores, 'a')).toEqual(['1:fast', '2:slow']);
    },
  },
  {
    title: 'numbers without gap and repetition when passes run at the same time',
    async check(stores) {
      const token = await lease(stores);
      await append(stores, ...range(1, 60).map((n) => event('a', String(n))));
      await Promise.all(range(1, 5).map(() => stores.outbox.number(token, TTL, 25)));
      expect(await keysOf(stores, 'a')).toEqual(range(1, 60).map((n) => `${n}:${n}`));
    },
  },
  {
    title: 'gives the lease to one relay, and refuses to number for the one before',
    async check(stores) {
      const before = await lease(stores, 0);
      const after = (await stores.outbox.acquire('b', TTL))!;
      expect(await stores.outbox.acquire('c', TTL)).toBeUndefined();
      expect(await stores.outbox.renew(before, TTL)).toBe(false);
      expect(await stores.outbox.renew(after, TTL)).toBe(true);
      await append(stores, event('a', '1'));
      await expect(stores.outbox.number(before, TTL, 10)).rejects.toBeInstanceOf(LeaseLost);
      expect(await keysOf(stores, 'a')).toEqual([]);
      await stores.outbox.number(after, TTL, 10);
      expect(await keysOf(stores, 'a')).toEqual(['1:1']);
      await stores.outbox.release(after);
      expect(await stores.outbox.acquire('c', TTL)).toBeGreaterThan(after);
    },
  },
  {
    title: 'never forgets what was sent, and goes on after it',
    async check(stores) {
      const token = await lease(stores);
      await append(stores, ...range(1, 4).map((n) => event('a', String(n))));
      await stores.outbox.number(token, TTL, 10);
      await stores.outbox.markSent([{ subject: 'a', seq: 3 }]);
      await stores.outbox.markSent([{ subject: 'a', seq: 2 }]);
      expect(await stores.outbox.heads()).toEqual([{ subject: 'a', last: 4, sent: 3, epoch: 1, fork: 0 }]);
      expect((await stores.outbox.after([{ subject: 'a', seq: 3 }], 10)).map(({ seq }) => seq)).toEqual([4]);
      expect((await stores.outbox.after([{ subject: 'a', seq: 0 }], 2)).map(({ seq }) => seq)).toEqual([1, 2]);
    },
  },
];

const INBOX_RULES: readonly Rule[] = [
  {
    title: 'lets each event have its effect once, however often it comes',
    async check(stores) {
      const { consume } = inboxOf(stores);
      await consume(1, 2);
      await consume(2, 1, 3, 3);
      await consume(1, 2, 3);
      expect(await effects(stores.db)).toEqual([1, 2, 3]);
    },
  },
  {
    title: 'lets each event have its effect once when replicas consume the same batch at the same time',
    async check(stores) {
      const replicas = 4;
      let inside = 0;
      // Nobody goes on before all are here: in the effect, or waiting for the one who is.
      const together: typeof leaveEffects = async (events, tx) => {
        inside += 1;
        await leaveEffects(events, tx);
        await eventually(async () => {
          const [row] = await stores.db.query<{ waiting: number }[]>(WAITING);
          expect(inside + row!.waiting).toBeGreaterThanOrEqual(replicas);
        });
      };
      await inboxOf(stores).consume(1);
      await Promise.all(range(1, replicas).map(() => inboxOf(stores, together).consume(1, 2, 3)));
      expect(await effects(stores.db)).toEqual([1, 2, 3]);
    },
  },
  {
    title: 'has no effect beyond a gap, and says so',
    async check(stores) {
      const { consume, reports } = inboxOf(stores);
      await consume(1, 3, 4);
      expect(await effects(stores.db)).toEqual([1]);
      expect(reports.at(-1)).toEqual({ upto: 1, gap: true });
      await consume(4);
      expect(await effects(stores.db)).toEqual([1]);
      await consume(2, 3, 4);
      expect(reports.at(-1)).toEqual({ upto: 4, gap: false });
      expect(await effects(stores.db)).toEqual([1, 2, 3, 4]);
    },
  },
  {
    title: 'commits effect and position together, or neither',
    async check({ db, inbox }) {
      await db
        .transaction(async (tx) => {
          await inbox.lock(tx, Counted.subject);
          inbox.advance(tx, Counted.subject, { upto: 1, epoch: 1, link: null }, []);
          throw new Error('no');
        })
        .catch(() => undefined);
      expect(await db.transaction((tx) => inbox.lock(tx, Counted.subject))).toMatchObject({ upto: 0 });
    },
  },
  {
    title: 'commits dead letter and position together, or neither',
    async check({ db, inbox }) {
      await db
        .transaction(async (tx) => {
          await inbox.lock(tx, Counted.subject);
          await inbox.bury(tx, {
            subject: Counted.subject,
            seq: 1,
            eventId: 'x',
            item: null,
            envelope: {},
            code: 'c',
            reason: 'r',
            attempts: 1,
          });
          inbox.advance(tx, Counted.subject, { upto: 1, epoch: 1, link: null }, []);
          throw new Error('no');
        })
        .catch(() => undefined);
      expect(await db.transaction((tx) => inbox.lock(tx, Counted.subject))).toMatchObject({ upto: 0 });
      expect(await db.read((tx) => inbox.letters(tx, 'open', { limit: 10 }))).toEqual([]);
    },
  },
  {
    title: 'runs the effect of a requeued dead letter once, however many ask for it at once',
    async check(stores) {
      let broken = true;
      const { inbox, consume } = inboxOf(stores, async (events, tx) => {
        if (broken) throw new RangeError('no');
        await leaveEffects(events, tx);
        await tx.query('SELECT pg_sleep(0.05)');
      });
      await consume(1);
      broken = false;
      const letters = new DeadLetters(stores.db, stores.inbox, inbox);
      const [letter] = await letters.list();
      const results = await Promise.allSettled(range(1, 4).map(() => letters.requeue(letter!.id)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await effects(stores.db)).toEqual([1]);
      expect(await letters.get(letter!.id)).toMatchObject({ state: 'done', seq: 1, attempts: 5 });
    },
  },
];

/** What every store of outbox and inbox must keep; each rule on a fresh database. */
export const STORE_RULES: readonly Rule[] = [...OUTBOX_RULES, ...INBOX_RULES];
