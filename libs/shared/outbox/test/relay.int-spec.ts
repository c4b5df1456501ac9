import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fail } from '@ringvirkning/kernel';
import { parseEnvelope } from '@ringvirkning/message';
import type { OutgoingEvent } from '@ringvirkning/nats';
import { requestContext, type Database } from '@ringvirkning/persistence';
import { Lease } from '../src/lease.js';
import { Outbox } from '../src/outbox.js';
import { LeaseLost, PostgresOutboxStore } from '../src/outbox.store.js';
import { Relay, type Courier } from '../src/relay.js';
import { Counted, eventually, openSeal, range, testDatabase, Weighed } from './support.js';

/** Takes what it is given, or only as much as it is told. */
class FakeCourier implements Courier {
  readonly taken: OutgoingEvent[] = [];
  capacity = Infinity;
  publish(events: readonly OutgoingEvent[]): Promise<number> {
    const fitting = events.slice(0, this.capacity);
    this.taken.push(...fitting);
    return Promise.resolve(fitting.length);
  }
  ensureStream(): Promise<void> {
    return Promise.resolve();
  }
  get numbers(): number[] {
    return this.taken.map(({ payload }) => parseEnvelope(Counted, JSON.parse(payload)).data.n);
  }
}

let db: Database;
let store: PostgresOutboxStore;
let courier: FakeCourier;
let relay: Relay;
let lease: Lease;
const newLease = async (holder: string): Promise<Lease> => {
  const made = new Lease(store, holder);
  await made.hold();
  return made;
};
const newRelay = (held: Lease): Relay =>
  new Relay(store, courier, { service: 'outcomes', source: '/ringvirkning/test/outcomes', seal: openSeal }, held);
const outbox = (): Outbox => new Outbox(store, [Counted], () => relay.wake());
const add = (...numbers: number[]): Promise<void> =>
  db.transaction((tx) =>
    outbox().addAll(
      tx,
      Counted,
      numbers.map((n) => ({ key: 'k', data: { n } })),
    ),
  );
const drain = async (): Promise<void> => {
  while ((await relay.runOnce()) > 0);
};

beforeEach(async () => {
  ({ db } = await testDatabase());
  store = new PostgresOutboxStore(db);
  courier = new FakeCourier();
  lease = await newLease('a');
  relay = newRelay(lease);
});
afterEach(async () => {
  await relay.stop();
  await lease.stop();
  await db.close();
});

describe('the relay', () => {
  it('hands over what was committed, in order and once, in batches', async () => {
    await add(...range(1, 1_200));
    await drain();
    expect(courier.numbers).toEqual(range(1, 1_200));
  });

  it('hands over an event with its origin and its number', async () => {
    const actor = { subject: 'anna', organisation: '*', roles: [] };
    await requestContext.run({ actor, correlationId: 'c-7', causationId: 'e-3' }, () => add(5));
    await drain();
    const envelope = parseEnvelope(Counted, JSON.parse(courier.taken[0]!.payload));
    expect(envelope).toMatchObject({
      source: '/ringvirkning/test/outcomes',
      type: Counted.subject,
      subject: 'k',
      sequence: '1',
      correlationid: 'c-7',
      causationid: 'e-3',
      data: { n: 5 },
    });
  });

  it('hands over after the commit when the bell rings, also when it never looks for what others committed', async () => {
    store.hasUnnumbered = () => Promise.resolve(false);
    relay.start();
    const taken = (numbers: readonly number[]) =>
      eventually(() => Promise.resolve().then(() => expect(courier.numbers).toEqual(numbers)));
    // The first may still be found by the pass with which a relay begins; the second only by the bell.
    await add(1);
    await taken([1]);
    await add(2);
    await taken([1, 2]);
  });

  it('goes on where the courier stopped taking', async () => {
    courier.capacity = 2;
    await add(1, 2, 3, 4, 5);
    await expect(relay.runOnce()).rejects.toThrow(/did not take all/);
    courier.capacity = Infinity;
    await drain();
    expect(courier.numbers).toEqual([1, 2, 3, 4, 5]);
  });

  it('sends again from where it is asked to', async () => {
    await add(1, 2, 3);
    await drain();
    relay.rewind(Counted.subject, 1);
    relay.rewind(Counted.subject, 2);
    await drain();
    expect(courier.numbers).toEqual([1, 2, 3, 2, 3]);
  });

  it('that died between numbering and sending is replaced by one that sends', async () => {
    await lease.stop();
    const dead = (await store.acquire('dead', 0))!;
    await add(1, 2);
    await store.number(dead, 0, 10);
    await add(3);
    await lease.hold();
    await drain();
    expect(courier.numbers).toEqual([1, 2, 3]);
  });

  it('rests while another one holds the lease, and takes over when that one stops', async () => {
    const otherLease = await newLease('b');
    const other = newRelay(otherLease);
    await add(1);
    expect(await other.runOnce()).toBe(0);
    expect(other.isLeader()).toBe(false);
    await lease.stop();
    await otherLease.hold();
    expect(await other.runOnce()).toBe(1);
    expect(await relay.runOnce()).toBe(0);
    await otherLease.stop();
  });

  it('learns that it was replaced while it slept', async () => {
    await drain();
    await store.release(lease.token!);
    const otherLease = await newLease('b');
    await add(1);
    await expect(relay.runOnce()).rejects.toBeInstanceOf(LeaseLost);
    await otherLease.stop();
  });

  it('remembers over a restart what it sent', async () => {
    await add(1, 2);
    await drain();
    await relay.stop();
    relay = newRelay(lease);
    await add(3);
    await drain();
    expect(courier.numbers).toEqual([1, 2, 3]);
  });
});

describe('the outbox', () => {
  it('holds nothing of a transaction that was rolled back', async () => {
    await db
      .transaction(async (tx) => {
        await outbox().add(tx, Counted, { key: 'k', data: { n: 1 } });
        throw fail.rule('x.y', 'nej', 'no');
      })
      .catch(() => undefined);
    await drain();
    expect(courier.taken).toEqual([]);
  });
  it('refuses an event the service does not declare', () =>
    expect(db.transaction((tx) => outbox().add(tx, Weighed, { key: 'k', data: { n: 1 } }))).rejects.toThrow(
      /not declared/,
    ));
  it('refuses data that break the schema', () =>
    expect(db.transaction((tx) => outbox().add(tx, Counted, { key: 'k', data: { n: 1.5 } }))).rejects.toThrow(/int/));
});
