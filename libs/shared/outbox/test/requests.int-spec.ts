import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { fail } from '@ringvirkning/kernel';
import { defineManifest, defineRequest, linkManifests } from '@ringvirkning/message';
import { requestContext, type RequestContext } from '@ringvirkning/persistence';
import { z } from 'zod';
import { Answers, Requests } from '../src/index.js';
import { eventually } from './support.js';
import { startService, TestBroker, type TestService } from './world.js';

const Get = defineRequest({
  subject: 'rpc.outcomes.get-thing.v1',
  request: z.object({ n: z.int() }),
  reply: z.object({ n: z.int(), correlation: z.string(), organisation: z.string() }),
});
const Secret = defineRequest({
  subject: 'rpc.outcomes.get-secret.v1',
  request: z.object({}),
  reply: z.object({}),
});
const manifests = linkManifests([
  defineManifest({ name: 'outcomes', http: 'service', answers: [Get, Secret] }),
  defineManifest({ name: 'payments', http: 'service', asks: [Get] }),
]);

/** Told when an answer is held back, and telling it to go on. */
const hold = new EventEmitter();
const held = async (): Promise<void> => {
  const released = once(hold, 'release');
  hold.emit('held');
  await released;
};

@Controller()
class Things {
  @Answers(Get)
  async answer({ n }: z.infer<typeof Get.request>) {
    if (n === 404) throw fail.notFound('outcomes.no-thing', 'Findes ikke.', 'No such thing.', { params: { n } });
    if (n === 500) throw new Error('password=hunter2');
    if (n === 0) await new Promise((resolve) => setTimeout(resolve, 500));
    if (n === -1) await held();
    const { correlationId, actor } = requestContext.get();
    return {
      n: n === 7 ? ('seven' as unknown as number) : n,
      correlation: correlationId,
      organisation: actor.organisation,
    };
  }
  @Answers(Secret)
  secret() {
    return Promise.resolve({});
  }
}

let broker: TestBroker;
let outcomes: TestService;
let payments: TestService;
const context: RequestContext = {
  actor: { subject: 'fatima', organisation: 'st-basils', roles: [] },
  correlationId: 'c-9',
};
const ask = (n: number, timeoutMs?: number) =>
  requestContext.run(context, () => payments.app.get(Requests).ask(Get, { n }, { timeoutMs }));

beforeAll(async () => {
  broker = await TestBroker.start(manifests);
  outcomes = await startService(broker, 'outcomes', { answers: [Get, Secret] }, [Things]);
  payments = await startService(broker, 'payments', { asks: [Get, Secret] });
  await outcomesReady();
});
const outcomesReady = () => eventually(() => ask(1));
afterAll(async () => {
  await Promise.all([outcomes?.stop(), payments?.stop()]);
  await broker?.end();
});

describe('a request', () => {
  it('is answered as the system, under the caller’s correlation', async () =>
    expect(await ask(3)).toEqual({ n: 3, correlation: 'c-9', organisation: '*' }));
  it('brings back the responder’s DomainError as it was thrown', () =>
    expect(ask(404)).rejects.toMatchObject({
      name: 'DomainError',
      kind: 'not-found',
      code: 'outcomes.no-thing',
      json: { detail: { da: 'Findes ikke.' }, params: { n: 404 } },
    }));
  it('does not bring back what went wrong inside', async () => {
    const error = await ask(500).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(/outcomes failed to answer/);
    expect(String(error)).not.toMatch(/hunter2/);
  });
  it('fails as unavailable when the answer does not come in time', () =>
    expect(ask(0, 50)).rejects.toMatchObject({ kind: 'unavailable', code: 'rpc.unavailable' }));
  it('must fit its schema', () => expect(ask(1.5)).rejects.toThrow(/int/));
  it('gets no answer that breaks the schema', () => expect(ask(7)).rejects.toThrow(/failed to answer/));
  it('that the service does not declare is a mistake', () =>
    expect(outcomes.app.get(Requests).ask(Get, { n: 1 })).rejects.toThrow(/not declared/));
  it('is answered only to those whom the broker lets ask', () =>
    expect(payments.app.get(Requests).ask(Secret, {}, { timeoutMs: 300 })).rejects.toMatchObject({
      kind: 'unavailable',
    }));
  it('is answered in an inbox of its caller, and not on a subject that somebody else wishes', async () => {
    const admin = await broker.admin();
    const heard: string[] = [];
    admin.subscribe('*.>', { callback: (_, { subject }) => void heard.push(subject) });
    for (const reply of ['evt.outcomes.things-forged.v1', '_INBOX_payments_outcomes.x'])
      admin.publish(Get.subject, JSON.stringify({ n: 3 }), { reply });
    await eventually(async () => expect(heard).toContain('_INBOX_payments_outcomes.x'));
    expect(heard).not.toContain('evt.outcomes.things-forged.v1');
    await admin.close();
  });
  it('fails as unavailable at once while the responder is away', async () => {
    await outcomes.stop();
    // Longer than the test may last.
    await expect(ask(1, 600_000)).rejects.toMatchObject({ kind: 'unavailable' });
  });
  it('fails as unavailable at once when the broker goes, and while it is away', async () => {
    outcomes = await startService(broker, 'outcomes', { answers: [Get, Secret] }, [Things]);
    await outcomesReady();
    const arrived = once(hold, 'held');
    const refused = expect(ask(-1, 600_000)).rejects.toMatchObject({ kind: 'unavailable' });
    await arrived;
    await broker.stop({ wipe: false });
    await refused;
    hold.emit('release');
    await expect(ask(1, 600_000)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
