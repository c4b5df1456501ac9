import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import type { Tx } from '@ringvirkning/persistence';
import { MessagingStatus, On } from '../src/index.js';
import { Counted, effects, eventually, leaveEffects, manifests, range, Weighed, type Thing } from './support.js';
import { count, countHeavy, startService, storedMessages, TestBroker, type TestService } from './world.js';

@Controller()
class Counting {
  @On(Counted)
  take(events: readonly EventEnvelope<Thing>[], tx: Tx): Promise<void> {
    return leaveEffects(events, tx);
  }
}

const producing = { publishes: manifests[0].publishes.filter(({ subject }) => subject === Counted.subject) };
const consuming = { consumes: [Counted] };
/** Three messages' worth. */
const HEAVY = 'æ'.repeat(1_000_000);
let broker: TestBroker;
let outcomes: TestService & { url: string };
let payments: TestService & { url: string };
let benefits: TestService;
let sent = 0;

/** Counts `more` things; numbers go on where they were. */
const countMore = (more: number): Promise<void> => count(outcomes, ...range(sent + 1, (sent += more)));
const everythingArrived = (consumer: TestService = payments): Promise<void> =>
  eventually(async () => expect(await effects(consumer.db)).toEqual(range(1, sent)));

beforeAll(async () => {
  broker = await TestBroker.start(manifests);
  outcomes = await startService(broker, 'outcomes', producing);
  payments = await startService(broker, 'payments', consuming, [Counting]);
  benefits = await startService(broker, 'benefits', consuming, [Counting]);
});
afterAll(async () => {
  await Promise.all([outcomes?.stop(), payments?.stop(), benefits?.stop()]);
  await broker?.end();
});

describe('events', () => {
  it('arrive at every consumer, once and in order', async () => {
    await countMore(30);
    await everythingArrived();
    await everythingArrived(benefits);
  });

  it('carry the correlation of the work that caused them', async () => {
    const [row] = await payments.db.query<{ correlation: string }[]>('SELECT correlation FROM effect LIMIT 1');
    expect(row!.correlation).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are done when the receipts of all consumers are there', () =>
    eventually(async () => {
      const stats = await outcomes.app.get(MessagingStatus).stats();
      expect(stats.outbox).toEqual({ unsent: 0, oldestAgeSeconds: 0, lastSeqBySubject: { [Counted.subject]: sent } });
      expect(stats.receipts.map(({ consumer, upto, behind, ahead }) => ({ consumer, upto, behind, ahead }))).toEqual(
        ['payments', 'benefits'].map((consumer) => ({ consumer, upto: sent, behind: 0, ahead: false })),
      );
      expect((await payments.app.get(MessagingStatus).stats()).inbox).toMatchObject([
        { subject: Counted.subject, upto: sent },
      ]);
    }));

  it('have one effect when the courier brings them again, in any order', async () => {
    const admin = await broker.admin();
    const stored = await storedMessages(admin, 'EVT_OUTCOMES');
    for (const { subject, data, headers } of [...stored.toReversed(), ...stored])
      admin.publish(subject, data, headers && { headers });
    await countMore(5);
    await everythingArrived();
    await admin.drain();
  });

  it('arrive in pieces when one message cannot hold them, in order with the others, whatever becomes of the pieces', async () => {
    await countHeavy(outcomes, HEAVY, sent + 1);
    await count(outcomes, sent + 2);
    await countHeavy(outcomes, HEAVY, sent + 3);
    sent += 3;
    await everythingArrived();
    const kept = `SELECT length(payload::jsonb->'data'->>'weight') AS n FROM inbox_event WHERE payload::jsonb->'data' ? 'weight'`;
    expect(await payments.db.query(kept)).toEqual([{ n: HEAVY.length }, { n: HEAVY.length }]);
    const admin = await broker.admin();
    const stored = await storedMessages(admin, 'EVT_OUTCOMES');
    const pieces = stored.filter(({ headers }) => headers?.has('rv-piece'));
    expect(pieces.length).toBeGreaterThanOrEqual(6);
    for (const { subject, data, headers } of [...pieces.slice(1), ...stored.toReversed(), ...pieces.slice(0, 2)])
      admin.publish(subject, data, headers && { headers });
    await countMore(2);
    await everythingArrived();
    await admin.drain();
  });

  it('arrive once when a consumer is away, and comes back among the pieces', async () => {
    await payments.stop();
    await countHeavy(outcomes, HEAVY, sent + 1, sent + 2);
    sent += 2;
    await everythingArrived(benefits);
    const admin = await broker.admin();
    const manager = await jetstreamManager(admin);
    // What lies in the stream begins in the middle of an event.
    const { state } = await manager.streams.info('EVT_OUTCOMES');
    await manager.streams.purge('EVT_OUTCOMES', { seq: state.last_seq - 1 });
    await admin.drain();
    payments = await startService(broker, 'payments', consuming, [Counting], payments);
    await everythingArrived();
  });

  it('arrive after a time without broker, in which the producer kept writing', async () => {
    const { startAgain } = await broker.stop({ wipe: false });
    await countMore(10);
    await startAgain();
    await everythingArrived();
  });

  it('arrive although the broker lost its store', async () => {
    const { startAgain } = await broker.stop({ wipe: true });
    await countMore(10);
    await startAgain();
    await countMore(5);
    await everythingArrived();
    await everythingArrived(benefits);
  });

  it('arrive although the stream was emptied before the consumer saw them', async () => {
    await payments.stop();
    await countMore(10);
    await everythingArrived(benefits);
    const admin = await broker.admin();
    await (await jetstreamManager(admin)).streams.purge('EVT_OUTCOMES');
    await admin.drain();
    payments = await startService(broker, 'payments', consuming, [Counting], payments);
    await everythingArrived();
  });

  it('arrive although somebody deleted the consumer, or the whole stream', async () => {
    const admin = await broker.admin();
    const manager = await jetstreamManager(admin);
    await manager.consumers.delete('EVT_OUTCOMES', 'payments-things-counted-v1');
    await countMore(5);
    await everythingArrived();
    await manager.streams.delete('EVT_OUTCOMES');
    await countMore(5);
    await everythingArrived();
    await admin.drain();
  });

  it.each<[string, (manager: JetStreamManager, name: string) => Promise<unknown>]>([
    ['paused it', (manager, name) => manager.consumers.pause('EVT_OUTCOMES', name, new Date(Date.now() + 3_600_000))],
    [
      'let it bring other events',
      (manager, name) => manager.consumers.update('EVT_OUTCOMES', name, { filter_subject: Weighed.subject }),
    ],
  ])(
    'arrive although somebody changed the consumer: %s, and the service tells until it is mended',
    async (_, change) => {
      const admin = await broker.admin();
      await change(await jetstreamManager(admin), 'payments-things-counted-v1');
      await countMore(5);
      const faults = () => payments.app.get(MessagingStatus).faults();
      await eventually(async () => expect(await faults()).toMatchObject([{ code: 'messaging.subscription-damaged' }]));
      await everythingArrived();
      await eventually(async () => expect(await faults()).toEqual([]));
      await admin.drain();
    },
  );

  it('arrive although somebody changed the stream', async () => {
    const admin = await broker.admin();
    const manager = await jetstreamManager(admin);
    await manager.streams.update('EVT_OUTCOMES', { subjects: ['evt.outcomes.other.>'], max_msgs: 1 });
    await countMore(5);
    await everythingArrived();
    await everythingArrived(benefits);
    expect((await manager.streams.info('EVT_OUTCOMES')).config).toMatchObject({
      subjects: ['evt.outcomes.>'],
      max_msgs: -1,
    });
    await admin.drain();
  });

  it('are sent again when the consumer’s database is an older one', async () => {
    await payments.db.query('DELETE FROM effect WHERE n > 3');
    await payments.db.query(
      'UPDATE inbox SET upto = 3, link = (SELECT link FROM inbox_event e WHERE e.subject = inbox.subject AND seq = 3)',
    );
    await payments.stop();
    payments = await startService(broker, 'payments', consuming, [Counting], payments);
    await everythingArrived();
  });
});

it('arrive once and in order when producer and consumer run twice', async () => {
  const [outcomes2, payments2] = [
    await startService(broker, 'outcomes', producing, [], outcomes),
    await startService(broker, 'payments', consuming, [Counting], payments),
  ];
  for (let round = 0; round < 10; round += 1) {
    const [here, there] = [range(sent + 1, sent + 5), range(sent + 6, sent + 10)];
    await count(outcomes, ...here);
    await count(outcomes2, ...there);
    sent += 10;
  }
  await everythingArrived();
  await Promise.all([outcomes2.stop(), payments2.stop()]);
});

it('are no reason to believe that a database was restored, however often producer and consumer start again', async () => {
  for (let round = 0; round < 4; round += 1) {
    await countMore(20);
    await Promise.all([outcomes.stop(), payments.stop()]);
    [outcomes, payments] = await Promise.all([
      startService(broker, 'outcomes', producing, [], outcomes),
      startService(broker, 'payments', consuming, [Counting], payments),
    ]);
    await everythingArrived();
    for (const service of [outcomes, payments, benefits])
      expect(await service.app.get(MessagingStatus).faults()).toEqual([]);
  }
});

describe('a service', () => {
  it('does not start when a declared event has no handler', () =>
    expect(startService(broker, 'payments', consuming)).rejects.toThrow(/things-counted\.v1 has no @On handler/));
  it('does not start when a handler is not declared', () =>
    expect(startService(broker, 'payments', {}, [Counting])).rejects.toThrow(/things-counted\.v1 is not declared/));
});
