import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { defineEvent } from '@ringvirkning/message';
import type { Broker } from '@ringvirkning/nats';
import { z } from 'zod';
import { ReceiptSender } from './receipt-sender.js';

const Counted = defineEvent({ subject: 'evt.outcomes.things-counted.v1', data: z.object({ n: z.int() }) });

function world() {
  const sent: [string, object][] = [];
  const state = { connected: true, closed: false, draining: false };
  let reconnected: (() => void) | undefined;
  const connection = {
    isClosed: () => state.closed,
    isDraining: () => state.draining,
    publish: (subject: string, text: string) => sent.push([subject, JSON.parse(text) as object]),
  };
  const broker = {
    isConnected: () => state.connected,
    connection: () => Promise.resolve(connection),
    onReconnect: (listener: () => void) => {
      reconnected = listener;
      return () => void (reconnected = undefined);
    },
  } as unknown as Broker;
  return { sent, state, reconnect: () => reconnected?.(), sender: new ReceiptSender(broker, 'payments') };
}
const at = (upto: number) => ({ upto, epoch: 2, link: 'abc' });
const receipt = (upto: number, gap = false): [string, object] => [
  'rcpt.outcomes.payments',
  { subject: Counted.subject, ...at(upto), gap },
];
const pass = (ms: number): Promise<unknown> => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a receipt', () => {
  it('tells its producer how far the consumer has come, with whether something is missing', async () => {
    const { sender, sent } = world();
    sender.send(Counted, at(3), true);
    await pass(0);
    expect(sent).toEqual([receipt(3, true)]);
  });

  it('is repeated every two seconds, at first and when the broker is back, until the end', async () => {
    const { sender, sent, reconnect } = world();
    sender.start();
    sender.send(Counted, at(3), true);
    await pass(0);
    expect(sent).toEqual([receipt(3, true), receipt(3)]);
    sent.length = 0;
    sender.send(Counted, at(4), false);
    await pass(4_000);
    expect(sent).toEqual([receipt(4), receipt(4), receipt(4)]);
    reconnect();
    await pass(0);
    expect(sent).toHaveLength(4);
    sender.stop();
    reconnect();
    await pass(10_000);
    expect(sent).toHaveLength(4);
  });

  it('waits while the broker is away', async () => {
    const { sender, sent, state } = world();
    sender.start();
    state.connected = false;
    sender.send(Counted, at(5), false);
    await pass(2_000);
    expect(sent).toEqual([]);
    state.connected = true;
    await pass(2_000);
    expect(sent).toEqual([receipt(5)]);
    sender.stop();
  });

  it.each(['closed', 'draining'] as const)('is not sent over a connection that is %s', async (word) => {
    const { sender, sent, state } = world();
    state[word] = true;
    sender.send(Counted, at(5), false);
    await pass(0);
    expect(sent).toEqual([]);
  });

  it('is forgotten when another process consumes', async () => {
    const { sender, sent } = world();
    sender.start();
    sender.send(Counted, at(5), false);
    await pass(0);
    sent.length = 0;
    sender.forgetPositions();
    await pass(4_000);
    expect(sent).toEqual([]);
    sender.stop();
  });
});
