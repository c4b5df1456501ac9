import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { PublishedEvent } from '@ringvirkning/message';
import type { Broker } from '@ringvirkning/nats';
import type { OutboxStore, Receipt } from './outbox.store.js';
import { ReceiptBook } from './receipt-book.js';
import type { Relay } from './relay.js';

const SUBJECT = 'evt.outcomes.things-counted.v1';
const published = [
  { subject: SUBJECT, consumers: ['payments', 'benefits'] },
  { subject: 'evt.outcomes.things-weighed.v1', consumers: ['payments'] },
] as unknown as PublishedEvent[];

/** A producer that gave out and sent ten numbers, `l<n>` being the link of number n; six of them in an earlier life of its log. */
function world() {
  const state = { leader: true, sent: 10, last: 10, epoch: 2, fork: 6 };
  const rewinds: [string, number][] = [];
  const saved: (readonly Receipt[])[] = [];
  let heard: (error: Error | null, message: { subject: string; string(): string }) => void = () => undefined;
  const subscribed: string[] = [];
  const relay = {
    isLeader: () => state.leader,
    sent: () => state.sent,
    last: () => state.last,
    epoch: () => state.epoch,
    fork: () => state.fork,
    rewind: (...rewind: [string, number]) => rewinds.push(rewind),
  } as unknown as Relay;
  const store = {
    linkAt: (_: string, seq: number) => Promise.resolve(`l${seq}`),
    saveReceipts: (receipts: readonly Receipt[]) => {
      saved.push(receipts);
      return saved.length === 1 ? Promise.reject(new Error('away')) : Promise.resolve();
    },
  } as unknown as OutboxStore;
  const broker = {
    connection: () =>
      Promise.resolve({
        subscribe: (subject: string, { callback }: { callback: typeof heard }) => {
          subscribed.push(subject);
          heard = callback;
        },
      }),
  } as unknown as Broker;
  const book = new ReceiptBook(broker, store, relay, 'outcomes', published);
  const told = (text: string, consumer = 'payments') =>
    heard(null, { subject: `rcpt.outcomes.${consumer}`, string: () => text });
  return { book, state, rewinds, saved, subscribed, told };
}
type Report = Exclude<Parameters<ReceiptBook['receive']>[1], undefined>;
const at = (upto: number, change: Partial<Report> = {}): Report => ({
  subject: SUBJECT,
  upto,
  gap: false,
  epoch: 2,
  link: `l${upto}`,
  ...change,
});
const settled = async (): Promise<void> => void (await jest.advanceTimersByTimeAsync(0));

beforeEach(() => {
  Logger.overrideLogger(false);
  jest.useFakeTimers();
});
afterEach(() => void jest.useRealTimers());

describe('a receipt that is heard', () => {
  it('with a gap has everything after it sent again', () => {
    const { book, rewinds } = world();
    book.receive('payments', at(8, { gap: true }));
    book.receive('benefits', at(10));
    expect(rewinds).toEqual([[SUBJECT, 8]]);
  });

  it('has nothing sent again that is on its way, unless the database may be another one', () => {
    const { book, rewinds } = world();
    book.receive('payments', at(4, { gap: true }));
    book.receive('payments', at(4, { gap: true }));
    expect(rewinds).toHaveLength(1);
    book.forget();
    book.receive('payments', at(4, { gap: true }));
    expect(rewinds).toHaveLength(2);
  });

  it.each([
    ['nothing after the fork', 5, 5],
    ['all, but some of it in another life', 10, 6],
  ])('of an earlier life has everything sent again that is not shared: it had %s', (_, upto, from) => {
    const { book, rewinds } = world();
    book.receive('payments', at(upto, { epoch: 1, gap: true }));
    expect(rewinds).toEqual([[SUBJECT, from]]);
  });

  it.each<[string, (book: ReceiptBook) => void, { leader?: boolean }]>([
    ['another process relays', (book) => book.receive('payments', at(12, { gap: true })), { leader: false }],
    ['nobody can read it', (book) => book.receive('payments', undefined), {}],
    ['it is of no consumer', (book) => book.receive('contracts', at(12, { gap: true })), {}],
    ['it is of another subject', (book) => book.receive('payments', at(12, { subject: 'evt.x', gap: true })), {}],
  ])('means nothing when %s', async (_, receive, change) => {
    const { book, state, rewinds } = world();
    Object.assign(state, change);
    state.sent = 20;
    receive(book);
    await settled();
    expect([rewinds, book.ahead]).toEqual([[], []]);
  });

  it.each<[string, Report, boolean]>([
    ['what was given out', at(7), false],
    ['nothing yet', at(0, { link: '' }), false],
    ['what had no link then', at(7, { link: null }), false],
    ['more than was given out', at(11), true],
    ['another event under the same number', at(7, { link: 'other' }), true],
    ['a later life of the log', at(7, { epoch: 3 }), true],
    ['an earlier life, whatever it was there', at(12, { epoch: 1, link: 'other' }), false],
  ])('of who consumed %s', async (_, report, isAhead) => {
    const { book } = world();
    book.receive('payments', report);
    await settled();
    expect(book.ahead).toEqual(isAhead ? [{ consumer: 'payments', subject: SUBJECT, upto: report.upto }] : []);
  });

  it('shows again that they agree, and when they do not any more', async () => {
    const { book, state } = world();
    book.receive('payments', at(11));
    await settled();
    book.receive('payments', at(12));
    await settled();
    expect(book.ahead).toEqual([{ consumer: 'payments', subject: SUBJECT, upto: 11 }]);
    state.last = 12;
    book.receive('payments', at(12));
    await settled();
    expect(book.ahead).toEqual([]);
    book.receive('payments', at(13));
    await settled();
    expect(book.ahead).toHaveLength(1);
    book.forget();
    expect(book.ahead).toEqual([]);
  });

  it('is compared once while they agree', async () => {
    const { book } = world();
    book.receive('payments', at(7));
    await settled();
    book.receive('payments', at(8, { link: 'other' }));
    await settled();
    expect(book.ahead).toEqual([]);
    book.forget();
    book.receive('payments', at(8, { link: 'other' }));
    await settled();
    expect(book.ahead).toHaveLength(1);
  });

  it('comes over the broker from each consumer, and is kept four times a second, the last of each', async () => {
    const { book, saved, subscribed, told } = world();
    book.start();
    await settled();
    expect(subscribed).toEqual(['rcpt.outcomes.*']);
    told('no receipt');
    told(JSON.stringify({ subject: SUBJECT, upto: -1, gap: false }));
    await jest.advanceTimersByTimeAsync(500);
    expect(saved).toEqual([]);
    told(JSON.stringify({ subject: SUBJECT, upto: 3, gap: false }));
    told(JSON.stringify({ subject: SUBJECT, upto: 4, gap: false }));
    told(JSON.stringify({ subject: SUBJECT, upto: 5, gap: false }), 'benefits');
    await jest.advanceTimersByTimeAsync(250);
    const kept = [
      { subject: SUBJECT, consumer: 'payments', upto: 4 },
      { subject: SUBJECT, consumer: 'benefits', upto: 5 },
    ];
    expect(saved).toEqual([kept]);
    told(JSON.stringify({ subject: SUBJECT, upto: 6, gap: false }));
    await book.stop();
    expect(saved).toEqual([kept, [{ subject: SUBJECT, consumer: 'payments', upto: 6 }]]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(saved).toHaveLength(2);
  });
});
