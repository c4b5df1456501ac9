import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineEvent, defineRequest, parseEnvelope } from './event.js';
import { LocalDateSchema } from './wire.js';

const Happened = defineEvent({
  subject: 'evt.outcomes.claim-made.v1',
  data: z.object({ on: LocalDateSchema }),
});
const envelope = {
  specversion: '1.0',
  id: '018f2f3e-7b1a-7c3d-8e4f-0123456789ab',
  source: '/ringvirkning/aarhus/outcomes',
  type: Happened.subject,
  time: '2026-01-01T00:00:00.000Z',
  subject: 'k',
  datacontenttype: 'application/json',
  sequence: '1',
  data: { on: '2026-01-01' },
};

describe('messages', () => {
  it.each(['evt.outcomes.claim.v1', 'evt.outcomes.claim-made', 'rpc.outcomes.get-claim.v1', 'evt.Outcomes.a-b.v1'])(
    'refuses the event subject %s',
    (subject) => expect(() => defineEvent({ subject, data: z.unknown() })).toThrow(RangeError),
  );
  it.each(['evt.outcomes.claim-made.v1', 'rpc.outcomes.get.v1', 'rpc.outcomes.get-claim'])(
    'refuses the request subject %s',
    (subject) => expect(() => defineRequest({ subject, request: z.unknown(), reply: z.unknown() })).toThrow(RangeError),
  );
  it('are of the service that their subject names', () => {
    expect(Happened.producer).toBe('outcomes');
    const Get = defineRequest({ subject: 'rpc.payments.get-run.v1', request: z.unknown(), reply: z.unknown() });
    expect(Get.responder).toBe('payments');
  });
  it('reads an envelope', () => expect(parseEnvelope(Happened, envelope).data.on).toBe('2026-01-01'));
  it.each([{ type: 'evt.outcomes.other-made.v1' }, { data: { on: '2026-02-30' } }, { sequence: '0' }, { id: 'x' }])(
    'refuses an envelope with %j',
    (wrong) => expect(() => parseEnvelope(Happened, { ...envelope, ...wrong })).toThrow(),
  );
});
