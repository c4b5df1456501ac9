import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Mending, MessagingStatus, type MessagingFault } from '../src/index.js';
import { copyOf, Counted, effects, eventually, manifests, range } from './support.js';
import { count, countHeavy, Counting, startService, storedMessages, TestBroker, type TestService } from './world.js';

type Started = TestService & { url: string };
const producing = { publishes: manifests[0].publishes.slice(0, 1) };
const consuming = { consumes: [Counted] };
let broker: TestBroker;
let outcomes: Started;
let payments: Started;
let benefits: Started;

const startProducer = (url?: string): Promise<Started> =>
  startService(broker, 'outcomes', producing, [], url === undefined ? undefined : { url });
const startConsumer = (service: 'payments' | 'benefits', before?: Started): Promise<Started> =>
  startService(broker, service, consuming, [Counting], before);
const arrived = (numbers: readonly number[], ...consumers: readonly Started[]): Promise<void> =>
  eventually(async () => {
    for (const consumer of consumers) expect((await effects(consumer.db)).toSorted((a, b) => a - b)).toEqual(numbers);
  });
const faults = async ({ app }: Started): Promise<string[]> =>
  (await app.get(MessagingStatus).faults()).map(({ code, level }: MessagingFault) => `${level} ${code}`);
const shows = (service: Started, ...expected: string[]): Promise<void> =>
  eventually(async () => expect(await faults(service)).toEqual(expected));
const mend = () => outcomes.app.get(Mending).mend();
/** A consumer that has just been started may not answer yet. */
const mendOnceAllAnswer = () => eventually(mend);
const logOf = async (): Promise<number[]> =>
  (await outcomes.db.query<{ n: number }[]>(`SELECT (data->>'n')::int AS n FROM outbox ORDER BY seq`)).map(
    ({ n }) => n,
  );
const RED = 'red messaging.producer-restored';

/** A backup is taken after number `upto`, and the database lives on to `then`. */
async function backUpAt(upto: number, then: number): Promise<string> {
  await count(outcomes, ...range(1, upto));
  await arrived(range(1, upto), payments, benefits);
  await outcomes.stop();
  const backup = await copyOf(outcomes.url);
  outcomes = await startProducer(outcomes.url);
  await count(outcomes, ...range(upto + 1, then));
  return backup;
}
async function restore(backup: string): Promise<void> {
  await outcomes.stop();
  outcomes = await startProducer(backup);
}

/** Everything is everywhere, and so is what is counted from now on; everybody shows green. */
async function goesOn(all: readonly number[], ...more: readonly number[]): Promise<void> {
  await count(outcomes, ...more);
  await arrived([...all, ...more], payments, benefits);
  for (const service of [outcomes, payments, benefits]) await shows(service);
}

beforeEach(async () => {
  broker = await TestBroker.start(manifests);
  outcomes = await startProducer();
  payments = await startConsumer('payments');
  benefits = await startConsumer('benefits');
});
afterEach(async () => {
  await Promise.all([outcomes?.stop(), payments?.stop(), benefits?.stop()]);
  await broker?.end();
});

describe('a producer restored from an older backup', () => {
  it('is told by itself before it sends anything, and by every consumer at the first message', async () => {
    await restore(
      await backUpAt(5, 5).then(async (backup) => {
        await count(outcomes, 6, 7, 8);
        await arrived(range(1, 8), payments, benefits);
        return backup;
      }),
    );
    await shows(outcomes, RED);
    await shows(payments);
    await count(outcomes, 100);
    await shows(payments, RED);
    await shows(benefits, RED);
    expect(await effects(payments.db)).toEqual(range(1, 8));
  });

  it('gets back what one message cannot hold, piece by piece', async () => {
    const backup = await backUpAt(2, 3);
    await countHeavy(outcomes, 'æ'.repeat(1_000_000), 4);
    await arrived(range(1, 4), payments, benefits);
    await restore(backup);
    expect(await mend()).toMatchObject({ subjects: [{ fork: 2, givenBack: 2, renumbered: 0 }] });
    expect(await logOf()).toEqual(range(1, 4));
    const kept = `SELECT length(data->>'weight') AS n FROM outbox WHERE data ? 'weight'`;
    expect(await outcomes.db.query(kept)).toEqual([{ n: 1_000_000 }]);
  });

  it('gets back what it lost when it is mended; what was added since follows, nothing is lost and nothing happens twice', async () => {
    const backup = await backUpAt(5, 8);
    await arrived(range(1, 8), payments, benefits);
    await restore(backup);
    await count(outcomes, 100, 101, 102, 103, 104);
    await shows(payments, RED);
    expect(await mend()).toEqual({
      epoch: 2,
      subjects: [{ subject: Counted.subject, fork: 5, givenBack: 3, renumbered: 5 }],
    });
    await goesOn([...range(1, 8), ...range(100, 104)], 105);
    expect(await logOf()).toEqual([...range(1, 8), ...range(100, 105)]);
    expect(await outcomes.app.get(Mending).recovered()).toMatchObject(
      [6, 7, 8].map((seq) => ({ subject: Counted.subject, key: 'key', seq, givenBackBy: 'payments' })),
    );
    expect(await mend()).toEqual({ epoch: null, subjects: [] });
  });

  it('is mended although its consumers took in different histories', async () => {
    const backup = await backUpAt(3, 3);
    await benefits.stop();
    await count(outcomes, 4, 5, 6);
    await arrived(range(1, 6), payments);
    await payments.stop();
    const { startAgain } = await broker.stop({ wipe: true });
    await outcomes.stop();
    await startAgain();
    outcomes = await startProducer(backup);
    benefits = await startConsumer('benefits', benefits);
    await count(outcomes, 100, 101);
    await arrived([1, 2, 3, 100, 101], benefits);
    payments = await startConsumer('payments', payments);
    await shows(payments, RED);
    await mend();
    await goesOn([...range(1, 6), 100, 101]);
    expect(await logOf()).toEqual([...range(1, 6), 100, 101]);
  });

  it('is mended a second time, from a backup older than the first mending', async () => {
    const backup = await backUpAt(2, 4);
    await arrived(range(1, 4), payments, benefits);
    await outcomes.stop();
    const again = await copyOf(backup);
    outcomes = await startProducer(backup);
    await count(outcomes, 100);
    await shows(payments, RED);
    await mend();
    await arrived([...range(1, 4), 100], payments, benefits);
    await restore(again);
    await count(outcomes, 200, 201);
    await shows(payments, RED);
    expect(await mend()).toMatchObject({ epoch: 3 });
    await goesOn([...range(1, 4), 100, 200, 201], 202);
  });

  it('is mended when it is put back to a newer backup than the mending, which has all that is told but not the life in which it was', async () => {
    const backup = await backUpAt(2, 4);
    await arrived(range(1, 4), payments, benefits);
    await outcomes.stop();
    const newer = await copyOf(outcomes.url);
    outcomes = await startProducer(backup);
    await shows(outcomes, RED);
    await mend();
    await shows(outcomes);
    await count(outcomes, 5);
    await arrived(range(1, 5), payments, benefits);
    await outcomes.stop();
    outcomes = await startProducer(newer);
    await shows(outcomes, RED);
    expect(await mend()).toMatchObject({ epoch: 3, subjects: [{ fork: 4, givenBack: 1, renumbered: 0 }] });
    await goesOn(range(1, 5), 6);
  });

  it('is mended when it lost nothing but the life in which it was told', async () => {
    const backup = await backUpAt(2, 4);
    await arrived(range(1, 4), payments, benefits);
    await outcomes.stop();
    const newer = await copyOf(outcomes.url);
    outcomes = await startProducer(backup);
    await shows(outcomes, RED);
    await mend();
    const epochs = (consumer: Started) =>
      consumer.db.query('SELECT epoch FROM inbox WHERE subject = $1', [Counted.subject]);
    await eventually(async () => {
      for (const each of [payments, benefits]) expect(await epochs(each)).toEqual([{ epoch: 2 }]);
    });
    await outcomes.stop();
    outcomes = await startProducer(newer);
    await shows(outcomes, RED);
    await count(outcomes, 5);
    await shows(payments, RED);
    expect(await mend()).toEqual({ epoch: 3, subjects: [] });
    await goesOn(range(1, 5), 6);
    expect(await mend()).toEqual({ epoch: null, subjects: [] });
  });

  it('is mended, and a consumer that was put back with it catches up, when the broker has nothing left of what they lack', async () => {
    const backup = await backUpAt(2, 2);
    await payments.stop();
    const earlier = await copyOf(payments.url);
    payments = await startConsumer('payments', payments);
    await count(outcomes, 3, 4, 5);
    await arrived(range(1, 5), payments, benefits);
    for (const service of [outcomes, payments, benefits]) await service.stop();
    const { startAgain } = await broker.stop({ wipe: true });
    await startAgain();
    outcomes = await startProducer(backup);
    benefits = await startConsumer('benefits', benefits);
    payments = await startService(broker, 'payments', consuming, [Counting], { url: earlier });
    await shows(outcomes, RED);
    expect(await mendOnceAllAnswer()).toMatchObject({ subjects: [{ fork: 2, givenBack: 3, renumbered: 0 }] });
    await goesOn(range(1, 5), 6);
  });

  it('is mended, and a consumer that was put back to before that, with as many events, hears of it', async () => {
    const backup = await backUpAt(2, 4);
    await arrived(range(1, 4), payments, benefits);
    await payments.stop();
    const earlier = await copyOf(payments.url);
    payments = await startConsumer('payments', payments);
    await restore(backup);
    await shows(outcomes, RED);
    await mendOnceAllAnswer();
    const stands = (epoch: number) =>
      eventually(async () =>
        expect(await payments.db.query('SELECT upto::int, epoch FROM inbox')).toEqual([{ upto: 4, epoch }]),
      );
    await stands(2);
    await payments.stop();
    payments = await startService(broker, 'payments', consuming, [Counting], { url: earlier });
    await stands(2);
    await goesOn(range(1, 4));
  });

  it('is left as it is when a consumer does not answer', async () => {
    const backup = await backUpAt(2, 4);
    await arrived(range(1, 4), payments, benefits);
    await restore(backup);
    await benefits.stop();
    await expect(mend()).rejects.toMatchObject({ code: 'messaging.consumer-silent', kind: 'unavailable' });
    expect(await logOf()).toEqual([1, 2]);
  });

  it('is left as it is when consumers have not kept what it lacks', async () => {
    await backUpAt(2, 2);
    await payments.db.query('UPDATE inbox SET upto = upto + 1000');
    await payments.stop();
    payments = await startConsumer('payments', payments);
    await shows(outcomes, RED);
    await expect(mend()).rejects.toMatchObject({ code: 'messaging.cannot-mend' });
  });
});

describe('a message with the next number', () => {
  it('that its producer did not sign is refused, and the true one is consumed', async () => {
    await count(outcomes, 1);
    await arrived([1], payments, benefits);
    const admin = await broker.admin();
    const [stored] = await storedMessages(admin, 'EVT_OUTCOMES');
    const envelope = JSON.parse(new TextDecoder().decode(stored!.data)) as Record<string, unknown>;
    const forged = {
      ...envelope,
      id: '018f2f3e-7b1a-7c3d-8e4f-0123456789ab',
      sequence: '2',
      previous: envelope['link'],
    };
    admin.publish(Counted.subject, JSON.stringify({ ...forged, data: { n: 666 } }));
    await admin.flush();
    await shows(payments, 'amber messaging.forged');
    await count(outcomes, 2, 3);
    await arrived([1, 2, 3], payments, benefits);
    await admin.drain();
  });
});
