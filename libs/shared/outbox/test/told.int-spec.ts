import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Broker, Damage } from '@ringvirkning/nats';
import { requestContext, type Database } from '@ringvirkning/persistence';
import { Lease } from '../src/lease.js';
import { MessagingStatus } from '../src/messaging-status.js';
import { Outbox } from '../src/outbox.js';
import { PostgresOutboxStore } from '../src/outbox.store.js';
import { Relay, type Courier } from '../src/relay.js';
import { Traces } from '../src/traces.js';
import { Counted, openSeal, testDatabase, Weighed } from './support.js';

const PUBLISHED = [
  { ...Counted, consumers: ['benefits', 'payments'] },
  { ...Weighed, consumers: ['payments'] },
];
const ALL: Courier = { publish: (events) => Promise.resolve(events.length), ensureStream: () => Promise.resolve() };
/** How much the courier takes. */
const upTo = (most: number): Courier => ({
  ...ALL,
  publish: (events) => Promise.resolve(Math.min(most, events.length)),
});

let db: Database;
let store: PostgresOutboxStore;
let lease: Lease;
beforeEach(async () => {
  ({ db } = await testDatabase());
  store = new PostgresOutboxStore(db);
  lease = new Lease(store, 'a');
  await lease.hold();
});
afterEach(async () => {
  await lease.stop();
  await db.close();
});

const add = (event: typeof Counted | typeof Weighed, correlationId: string): Promise<void> =>
  requestContext.run({ ...requestContext.get(), correlationId }, () =>
    db.transaction((tx) =>
      new Outbox(store, [Counted, Weighed], () => undefined).add(tx, event, { key: 'k', data: { n: 1 } }),
    ),
  );
const send = async (courier: Courier = ALL): Promise<void> => {
  const relay = new Relay(
    ...([
      store,
      courier,
      { service: 'outcomes', source: '/ringvirkning/test/outcomes', seal: openSeal },
      lease,
    ] as const),
  );
  while ((await relay.runOnce()) > 0);
};
const received = (subject: string, consumer: string, upto: number) => store.saveReceipts([{ subject, consumer, upto }]);
const letter = (seq: number, correlationid: string, state = 'open') =>
  db.query(
    `INSERT INTO dead_letter (subject, seq, event_id, envelope, code, reason, attempts, state) VALUES ('evt.x.things-done.v1', $1, gen_random_uuid(), $2, 'x.wrong', 'It is wrong.', 5, $3)`,
    [seq, JSON.stringify({ correlationid }), state],
  );

describe('of one request', () => {
  const traces = () => new Traces(db, PUBLISHED);

  it('is told what it caused, what has no number yet, and who has received what', async () => {
    await add(Counted, 'c-1');
    await add(Counted, 'c-2');
    await add(Weighed, 'c-1');
    const before = await traces().find('c-1', 10);
    expect(before.events.map(({ subject, seq }) => [subject, seq])).toEqual([
      [Counted.subject, null],
      [Weighed.subject, null],
    ]);
    expect(before.events.flatMap(({ consumers }) => consumers)).toEqual([
      { consumer: 'benefits', received: false },
      { consumer: 'payments', received: false },
      { consumer: 'payments', received: false },
    ]);
    await send();
    await received(Counted.subject, 'payments', 1);
    await received(Weighed.subject, 'benefits', 9);
    const [first, second] = (await traces().find('c-1', 10)).events;
    expect(first).toMatchObject({
      ...{ subject: Counted.subject, seq: 1 },
      consumers: [
        { consumer: 'benefits', received: false },
        { consumer: 'payments', received: true },
      ],
    });
    expect(second).toMatchObject({ subject: Weighed.subject, seq: 1, consumers: [{ received: false }] });
    expect(new Date(first!.occurredAt).toISOString()).toBe(first!.occurredAt);
    const [other] = (await traces().find('c-2', 10)).events;
    expect(other).toMatchObject({ seq: 2, consumers: [{ received: false }, { received: false }] });
  });

  it('is told no more than was asked for, in order, and of what was put aside no content', async () => {
    for (let n = 0; n < 3; n += 1) await add(Counted, 'c');
    for (const seq of [1, 2, 3]) await letter(seq, seq === 2 ? 'other' : 'c');
    await send();
    const { events, deadLetters } = await traces().find('c', 2);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(deadLetters).toEqual(
      [1, 3].map((id) => ({
        ...{ id: String(id), subject: 'evt.x.things-done.v1', code: 'x.wrong', reason: 'It is wrong.', state: 'open' },
        failedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      })),
    );
    expect((await traces().find('c', 1)).deadLetters).toHaveLength(1);
  });

  it('is told nothing when it caused nothing, nor of an event that nobody publishes any more to whom', async () => {
    await add(Weighed, 'c');
    expect(await traces().find('unknown', 10)).toEqual({ events: [], deadLetters: [] });
    const { events } = await new Traces(db, PUBLISHED.slice(0, 1)).find('c', 10);
    expect(events).toMatchObject([{ subject: Weighed.subject, consumers: [] }]);
  });
});

describe('how messages travel', () => {
  const quiet = { ahead: [], refused: 0, damages: [] as Damage[] };
  const status = (known = quiet, isConnected = true) =>
    new MessagingStatus(db, { isConnected: () => isConnected } as Broker, PUBLISHED, () => known);

  it('is nothing before anything was told', async () => {
    const receipt = { upto: 0, behind: 0, ahead: false, receivedAt: null };
    expect(await status(quiet, false).stats()).toEqual({
      brokerConnected: false,
      outbox: { unsent: 0, oldestAgeSeconds: 0, lastSeqBySubject: {} },
      receipts: [
        { subject: Counted.subject, consumer: 'benefits', ...receipt },
        { subject: Counted.subject, consumer: 'payments', ...receipt },
        { subject: Weighed.subject, consumer: 'payments', ...receipt },
      ],
      ...{ inbox: [], deadLetters: 0, faults: [] },
    });
  });

  it('counts what has no number and what was not taken, and tells who is behind and who ahead', async () => {
    for (let n = 0; n < 3; n += 1) await add(Counted, 'c');
    await add(Weighed, 'c');
    await expect(send(upTo(2))).rejects.toThrow('did not take all');
    await add(Weighed, 'c');
    await received(Counted.subject, 'payments', 3);
    await received(Counted.subject, 'benefits', 1);
    await received(Weighed.subject, 'payments', 4);
    const { brokerConnected, outbox, receipts } = await status().stats();
    expect(brokerConnected).toBe(true);
    expect(outbox).toMatchObject({ unsent: 5, lastSeqBySubject: { [Counted.subject]: 3, [Weighed.subject]: 1 } });
    expect(receipts.map(({ consumer, upto, behind, ahead }) => [consumer, upto, behind, ahead])).toEqual([
      ['benefits', 1, 2, false],
      ['payments', 3, 0, false],
      ['payments', 4, 0, true],
    ]);
    expect(receipts.every(({ receivedAt }) => receivedAt?.endsWith('Z'))).toBe(true);
    await send();
    expect((await status().stats()).outbox).toMatchObject({ unsent: 0, lastSeqBySubject: { [Weighed.subject]: 2 } });
  });

  it('is as old as what a consumer lacks, and not as what all have', async () => {
    await add(Weighed, 'c');
    await send();
    expect((await status().stats()).outbox.oldestAgeSeconds).toBeGreaterThan(0);
    await received(Weighed.subject, 'payments', 1);
    expect((await status().stats()).outbox.oldestAgeSeconds).toBe(0);
  });

  it('tells how far it has consumed, and counts what is put aside and open', async () => {
    await db.query(`INSERT INTO inbox (subject, upto) VALUES ('evt.b.things-done.v1', 7), ('evt.a.things-done.v1', 8)`);
    await letter(1, 'c');
    await letter(2, 'c', 'done');
    const { inbox, deadLetters } = await status().stats();
    expect(inbox.map(({ subject, upto }) => [subject, upto])).toEqual([
      ['evt.a.things-done.v1', 8],
      ['evt.b.things-done.v1', 7],
    ]);
    expect(inbox[0]!.advancedAt).toMatch(/^\d{4}-.*Z$/);
    expect(deadLetters).toBe(1);
  });

  it('names what is wrong, worst first: only what was restored here is mended here', async () => {
    const now = Date.now();
    const since = (seconds: number): string => new Date(now - seconds * 1_000).toISOString();
    await db.query(
      `INSERT INTO inbox_halt (producer, epoch, subject, seq, event_id) VALUES ('benefits', 1, 'evt.benefits.things-done.v1', 5, 'e')`,
    );
    const faults = await status({
      ahead: [
        { consumer: 'payments', subject: Counted.subject, upto: 9 },
        { consumer: 'payments', subject: Weighed.subject, upto: 9 },
      ],
      refused: 2,
      damages: [
        { subject: 'evt.a.things-done.v1', since: since(20) },
        { subject: 'evt.b.things-done.v1', since: since(31) },
      ],
    } as never).faults();
    expect(faults.map(({ code, level, mend }) => [code, level, mend])).toEqual([
      ['messaging.producer-restored', 'red', true],
      ['messaging.producer-restored', 'red', false],
      ['messaging.subscription-damaged', 'red', false],
      ['messaging.subscription-damaged', 'amber', false],
      ['messaging.forged', 'amber', false],
    ]);
    expect(faults[0]!.en).toContain('payments took in more');
    expect(faults[0]!.en).not.toContain('payments, payments');
    expect(faults[1]!.en).toContain('benefits sends another evt.benefits.things-done.v1 5');
    expect(faults[2]!.en).toContain('evt.b.things-done.v1');
    expect(faults[4]!.en).toContain('2 messages');
  });
});
