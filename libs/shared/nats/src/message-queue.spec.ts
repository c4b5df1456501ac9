import { describe, expect, it } from '@jest/globals';
import { MessageQueue } from './message-queue.js';

const pacedQueueOf = (paceMs: number, ...items: string[]): MessageQueue<string> => {
  const queue = new MessageQueue<string>((item) => item.length, paceMs);
  items.forEach((item) => queue.push(item));
  return queue;
};
const queueOf = (...items: string[]): MessageQueue<string> => pacedQueueOf(0, ...items);
const all = { count: 100, size: 100 };

describe('the queue between courier and inbox', () => {
  it('hands over all there is, without waiting for more', async () =>
    expect(await queueOf('a', 'b', 'c').take(all)).toEqual(['a', 'b', 'c']));
  it('keeps to the number asked for', async () => {
    const queue = queueOf('a', 'b', 'c');
    expect(await queue.take({ count: 2, size: 100 })).toEqual(['a', 'b']);
    expect(await queue.take({ count: 2, size: 100 })).toEqual(['c']);
  });
  it('keeps to the size asked for, but hands over one at least', async () => {
    const queue = queueOf('aa', 'bb', 'ccccccc', 'd');
    expect(await queue.take({ count: 9, size: 4 })).toEqual(['aa', 'bb']);
    expect(await queue.take({ count: 9, size: 4 })).toEqual(['ccccccc']);
    expect(await queue.take({ count: 9, size: 4 })).toEqual(['d']);
  });
  it('waits for the first one', async () => {
    const queue = queueOf();
    const taken = queue.take(all);
    queue.push('a');
    expect(await taken).toEqual(['a']);
    const next = queue.take(all);
    queue.push('b');
    expect(await next).toEqual(['b']);
  });
  it('gives messages that keep coming time to gather, but neither a lone one nor a full batch', async () => {
    expect(await pacedQueueOf(60_000, 'a').take(all)).toEqual(['a']);
    const queue = pacedQueueOf(50, 'a');
    const start = performance.now();
    await queue.take(all);
    queue.push('b');
    const next = queue.take(all);
    queue.push('c');
    expect(await next).toEqual(['b', 'c']);
    expect(performance.now() - start).toBeGreaterThanOrEqual(49);
    const full = pacedQueueOf(60_000, 'a', 'b', 'c', 'd');
    expect([await full.take({ count: 2, size: 100 }), await full.take({ count: 2, size: 100 })]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
  it('does not wait for its pace once it is closed', async () => {
    const queue = pacedQueueOf(60_000, 'a');
    await queue.take(all);
    queue.push('b');
    const taken = queue.take(all);
    queue.close();
    expect(await taken).toEqual([]);
  });
  it('hands over nothing once it is closed', async () => {
    const waiting = queueOf();
    const taken = waiting.take(all);
    waiting.close();
    expect(await taken).toEqual([]);
    const full = queueOf('a');
    full.close();
    expect(await full.take(all)).toEqual([]);
  });
});
