import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { defineEvent } from '@ringvirkning/message';
import type { Broker } from '@ringvirkning/nats';
import type { Database } from '@ringvirkning/persistence';
import { askBack, GiveBack, NEWEST, type GivenBack } from './give-back.js';
import type { InboxStore, KeptEvent } from './inbox.store.js';
import { z } from 'zod';

const Counted = defineEvent({ subject: 'evt.outcomes.things-counted.v1', data: z.object({ n: z.int() }) });
type Callback = (error: Error | null, message: object) => void;
interface Answer {
  readonly data: Uint8Array;
  readonly headers: { get(name: string): string };
}

/** One producer, processes of one consumer with what each of them reads in turn, and a wire between them that takes 80 bytes, of which pieces may have 70. */
function world(...processes: (readonly KeptEvent[])[]) {
  const asked: object[] = [];
  let inTheNameOf: string | undefined;
  let reads = 0;
  const callbacks: Callback[] = [];
  const subscribed: [string, string][] = [];
  const connection = {
    info: { max_payload: 80 },
    subscribe(subject: string, { queue, callback }: { queue: string; callback: Callback }) {
      subscribed.push([subject, queue]);
      callbacks.push(callback);
    },
    request(subject: string, question: string, { reply: wanted }: { reply: string }): Promise<Answer> {
      const reply = inTheNameOf ?? wanted;
      const answered = Promise.withResolvers<Answer>();
      asked.push(JSON.parse(question) as object);
      callbacks[(asked.length - 1) % callbacks.length]!(null, {
        subject,
        reply,
        string: () => question,
        respond: (data: Uint8Array, { headers }: Pick<Answer, 'headers'>) => answered.resolve({ data, headers }),
      });
      return Promise.race([
        answered.promise,
        new Promise<never>((_, reject) => setTimeout(() => reject(new Error('timeout')), 30)),
      ]);
    },
  };
  const broker = { connection: () => Promise.resolve(connection) } as unknown as Broker;
  const db = { transaction: (work: (tx: unknown) => unknown) => work({}) } as unknown as Database;
  for (const kept of processes) {
    let turn = 0;
    const store = {
      lock: () => Promise.resolve({ upto: 1, epoch: 7, link: '' }),
      keptBefore: () => {
        reads += 1;
        return Promise.resolve(kept[Math.min(turn++, kept.length - 1)]);
      },
    } as unknown as InboxStore;
    new GiveBack(broker, db, store, 'payments', [Counted]).start();
  }
  const ask = (subject = Counted.subject, producer: 'outcomes' | 'contracts' = 'outcomes'): Promise<GivenBack> =>
    askBack(broker, [producer, 'payments'], subject, NEWEST);
  /** Somebody asks for what was consumed from outcomes, to be answered elsewhere. */
  const askAs = (reply: string): Promise<GivenBack> => {
    inTheNameOf = reply;
    return ask();
  };
  return { ask, askAs, asked, subscribed, reads: () => reads };
}

const LARGE = { payload: 'æøå 123 '.repeat(60), signature: 'signed' };
const OTHER = { payload: 'another '.repeat(60), signature: 'signed too' };
const whole = (kept: KeptEvent) => ({ payload: kept.payload, signature: kept.signature, epoch: 7 });

beforeAll(() => Logger.overrideLogger(false));

describe('an event that a consumer gives back', () => {
  it('comes as it was, with its signature and the epoch of who kept it', async () => {
    const small = { payload: '{"n":1}', signature: 'signed' };
    const { ask, asked, subscribed } = world([small]);
    expect(await ask()).toEqual(whole(small));
    expect(subscribed).toEqual([['back.payments.*', 'payments']]);
    expect(asked).toEqual([{ subject: Counted.subject, before: NEWEST, piece: 0 }]);
  });

  it('is nothing where nothing is kept, and has no signature where it had none', async () => {
    expect(await world([]).ask()).toEqual({ payload: '', signature: undefined, epoch: 7 });
    expect(await world([{ payload: 'x', signature: null }]).ask()).toMatchObject({ signature: undefined });
  });

  it('is read once, however many pieces it has, although others came meanwhile', async () => {
    const { ask, asked, reads } = world([LARGE, OTHER]);
    expect(await ask()).toEqual(whole(LARGE));
    expect(asked).toHaveLength(Math.ceil(Buffer.from(LARGE.payload).length / 70));
    expect(reads()).toBe(1);
    expect(await ask()).toEqual(whole(OTHER));
    expect(reads()).toBe(2);
  });

  it('is put together from what several processes of the consumer say', async () => {
    const { ask, reads } = world([LARGE], [LARGE]);
    expect(await ask()).toEqual(whole(LARGE));
    expect(reads()).toBe(2);
  });

  it('is begun again when another process has another one', async () => {
    const { ask } = world([OTHER, LARGE], [LARGE]);
    expect(await ask()).toEqual(whole(LARGE));
  });

  it('is given up when each time it is another one', async () => {
    const { ask } = world([LARGE], [OTHER]);
    await expect(ask()).rejects.toThrow('tells of another event each time');
  });

  it.each([
    ['another service', '_INBOX_benefits_payments.x'],
    ['what another service is asked', '_INBOX_outcomes_benefits.x'],
    ['whatever is said to be one', '_INBOX_outcomes.x'],
  ])('is not told to %s', async (_, reply) => {
    const { askAs, reads } = world([LARGE]);
    await expect(askAs(reply)).rejects.toThrow('timeout');
    expect(reads()).toBe(0);
  });

  it.each([
    ['a subject that is not consumed', 'evt.outcomes.things-weighed.v1', 'outcomes'],
    ['a subject of somebody else', Counted.subject, 'contracts'],
  ] as const)('is not to be had for %s', async (_, subject, producer) => {
    const { ask, reads } = world([LARGE]);
    await expect(ask(subject, producer)).rejects.toThrow('timeout');
    expect(reads()).toBe(0);
  });
});
