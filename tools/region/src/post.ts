import type { EventEnvelope } from '@ringvirkning/message';
import type { Outbox } from '@ringvirkning/outbox';
import {
  eachSettled,
  hearEach,
  messagesBookedBy,
  messagesQueuedBy,
  PARTNER_MESSAGE_TYPES,
  PartnerMessagesReceivedV1,
  PartnerMessagesSettledV1,
  type PartnerMessagesReceived,
  type PartnerMessagesSettled,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';

/** Kinds of message that are exchanged, by the service that has them; two of contracts', so that an agreement about one can end while the other goes on. */
const KINDS = {
  contracts: ['contract-refused/1', 'contract-withdrawn/1'],
  payments: ['payment-due-claimed/1'],
} as const;
export type Giver = keyof typeof KINDS;
export type Kind = (typeof KINDS)[Giver][number];

const contentOf = (kind: Kind): Record<string, unknown> =>
  PARTNER_MESSAGE_TYPES.find(({ name }) => name === kind)!.examples[0]!;
export const fieldsOf = (kind: Kind): string[] => Object.keys(contentOf(kind));
const isOf = (giver: Giver, type: string): boolean => KINDS[giver].some((kind) => kind === type);
export const giverOf = (kind: Kind): Giver => (isOf('contracts', kind) ? 'contracts' : 'payments');

/** One row of a stand-in's books. */
export interface Noted {
  readonly peer: string;
  readonly id: string;
  readonly outcome: string | null;
}

/** All that a stand-in does with the events by which services have post for partners. */
export function postOf(giver: Giver) {
  const [queued, booked] = [messagesQueuedBy(giver), messagesBookedBy(giver)];
  return {
    publishes: [queued.subject, booked.subject] as readonly string[],

    /** Gives messages to be brought. */
    async give(tx: Tx, outbox: Outbox, to: string, kind: Kind, ids: readonly string[]): Promise<Noted[]> {
      const content = contentOf(kind);
      const data = { to, messages: ids.map((id) => ({ id, type: kind, content })) };
      await outbox.add(tx, queued, { key: to, data });
      return ids.map((id) => ({ peer: to, id, outcome: null }));
    },

    /** Says that what partners have said is booked. */
    async book(tx: Tx, outbox: Outbox, events: readonly Received[]): Promise<Noted[]> {
      const noted: Noted[] = [];
      for (const event of events) {
        const said = await hearEach(event.data, ({ type }) => Promise.resolve(isOf(giver, type)));
        if (!said) continue;
        await outbox.add(tx, booked, { key: said.from, data: said, causedBy: event });
        noted.push(...said.messages.map(({ id }) => ({ peer: said.from, id, outcome: null })));
      }
      return noted;
    },

    /** What has become of what was given. */
    settled(events: readonly Settled[]): Noted[] {
      return events
        .flatMap(({ data }) => eachSettled(data))
        .filter(({ type }) => isOf(giver, type))
        .map(({ to, id, outcome }) => ({ peer: to, id, outcome }));
    },
  };
}

export const [ReceivedV1, SettledV1] = [PartnerMessagesReceivedV1, PartnerMessagesSettledV1];
export type Received = EventEnvelope<PartnerMessagesReceived>;
export type Settled = EventEnvelope<PartnerMessagesSettled>;
