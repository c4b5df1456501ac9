import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PIECE } from '@ringvirkning/nats';
import { Counted, effects, eventually, manifests, range } from './support.js';
import {
  count,
  countHeavy,
  Counting,
  startService,
  storedMessages,
  TestBroker,
  Wire,
  type TestService,
} from './world.js';

type Started = TestService & { url: string };
/** Four pieces; two of them, and a part of the third. */
const HEAVY = 'x'.repeat(3_000_000);
const TWO = 2_200_000;
let broker: TestBroker;
let outcomes: Started | undefined;
let payments: Started | undefined;

const startProducer = (before?: { url: string }, wire?: Wire): Promise<Started> =>
  startService(broker, 'outcomes', { publishes: manifests[0].publishes.slice(0, 1) }, [], before, wire);
const startConsumer = (before?: { url: string }, wire?: Wire): Promise<Started> =>
  startService(broker, 'payments', { consumes: [Counted] }, [Counting], before, wire);
const arrived = (...numbers: readonly number[]): Promise<void> =>
  eventually(async () => expect(await effects(payments!.db)).toEqual(numbers));
/** Pieces that lie in the stream, as `n/count`. */
const pieces = async (): Promise<string[]> => {
  const admin = await broker.admin();
  try {
    const stored = await storedMessages(admin, 'EVT_OUTCOMES');
    return stored.flatMap(({ headers }) => headers?.get(PIECE).split(' ')[1] ?? []);
  } finally {
    await admin.drain();
  }
};

beforeEach(async () => {
  broker = await TestBroker.start(manifests);
});
afterEach(async () => {
  await Promise.all([outcomes?.stop(), payments?.stop()]);
  await broker?.end();
});

describe('an event that goes in pieces', () => {
  it('is sent whole by whoever follows a producer that was killed between two of them, and has its effect once', async () => {
    const wire = await Wire.to(broker);
    outcomes = await startProducer(undefined, wire);
    payments = await startConsumer();
    await count(outcomes, 1);
    await arrived(1);
    const broken = wire.breakAfter('sent', TWO);
    await countHeavy(outcomes, HEAVY, 2);
    await broken;
    await outcomes.stop();
    // What the broken line still held may be lost with it.
    await eventually(async () => expect([['1/4'], ['1/4', '2/4']]).toContainEqual(await pieces()));
    expect(await effects(payments.db)).toEqual([1]);
    outcomes = await startProducer(outcomes);
    await count(outcomes, 3);
    await arrived(1, 2, 3);
  });

  it('comes again to whoever follows a consumer that was killed between two of them, and has its effect once', async () => {
    const wire = await Wire.to(broker);
    outcomes = await startProducer();
    payments = await startConsumer(undefined, wire);
    await count(outcomes, 1);
    await arrived(1);
    const broken = wire.breakAfter('got', TWO);
    await countHeavy(outcomes, HEAVY, 2);
    await count(outcomes, 3);
    await broken;
    await payments.stop();
    payments = await startConsumer(payments);
    await arrived(...range(1, 3));
  });
});
