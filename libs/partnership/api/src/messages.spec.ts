import { describe, expect, it } from '@jest/globals';
import { PARTNER_MESSAGE_TYPES } from './message-types.js';
import {
  MemberChangedV1,
  messagesBookedBy,
  messagesQueuedBy,
  PartnerMessagesReceivedV1,
  PartnerMessagesSettledV1,
} from './messages.js';

const queued = messagesQueuedBy('contracts');
const booked = messagesBookedBy('payments');

/** Kept for ever: version 1 of an event must read what version 1 once wrote. */
describe('the first examples are still read', () => {
  it.each([
    [MemberChangedV1, { member: 'herning', name: 'Herning Kommune', status: 'active' }],
    [
      PartnerMessagesReceivedV1,
      {
        from: 'herning',
        messages: [{ number: 1, id: 'trial-1', agreement: 'a'.repeat(64), type: 'trial-sent/1', content: { n: 1 } }],
      },
    ],
    [
      PartnerMessagesSettledV1,
      { to: 'herning', messages: [{ id: 'trial-1', type: 'trial-sent/1', outcome: 'booked' }] },
    ],
    [queued, { to: 'herning', messages: [{ id: 'trial-1', type: 'trial-sent/1', content: { text: 'Prøve' } }] }],
    [booked, { from: 'herning', messages: [{ number: 1, id: 'trial-1' }] }],
  ] as const)('%#', (event, example) => expect(event.data.parse(example)).toEqual(example));
  it('under the name of whoever publishes them', () =>
    expect([queued.subject, booked.subject]).toEqual([
      'evt.contracts.partner-messages-queued.v1',
      'evt.payments.partner-messages-booked.v1',
    ]));
});

describe('each message type', () => {
  it('has a name of its own', () => {
    const names = PARTNER_MESSAGE_TYPES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
  it('reads its examples, and no member that it does not name', () => {
    for (const { content, examples } of PARTNER_MESSAGE_TYPES) {
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        expect(content.parse(example)).toEqual(example);
        expect(content.safeParse({ ...example, stranger: 1 }).success).toBe(false);
      }
    }
  });
});
