import type { EventEnvelope } from '@ringvirkning/message';
import type { Outbox } from '@ringvirkning/outbox';
import {
  messageBookedBy,
  messageQueuedBy,
  PARTNER_MESSAGE_TYPES,
  PartnerMessageReceivedV1,
  PartnerMessageSettledV1,
  type PartnerMessageReceived,
  type PartnerMessageSettled,
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
  const [queued, booked] = [messageQueuedBy(giver), messageBookedBy(giver)];
  return {
    publishes: [queued.subject, booked.subject] as readonly string[],

    /** Gives messages to be brought. */
    async give(tx: Tx, outbox: Outbox, to: string, kind: Kind, ids: readonly string[]): Promise<Noted[]> {
      const content = contentOf(kind);
      await outbox.addAll(
        tx,
        queued,
        ids.map((id) => ({ key: to, data: { to, id, type: kind, content } })),
      );
      return ids.map((id) => ({ peer: to, id, outcome: null }));
    },

    /** Says that what partners have said is booked. */
    async book(tx: Tx, outbox: Outbox, events: readonly Received[]): Promise<Noted[]> {
      const ours = events.map(({ data }) => data).filter(({ type }) => isOf(giver, type));
      await outbox.addAll(
        tx,
        booked,
        ours.map(({ from, number, id }) => ({ key: from, data: { from, number, id } })),
      );
      return ours.map(({ from, id }) => ({ peer: from, id, outcome: null }));
    },

    /** What has become of what was given. */
    settled(events: readonly Settled[]): Noted[] {
      return events
        .filter(({ data }) => isOf(giver, data.type))
        .map(({ data: { to, id, outcome } }) => ({ peer: to, id, outcome }));
    },
  };
}

export const [ReceivedV1, SettledV1] = [PartnerMessageReceivedV1, PartnerMessageSettledV1];
export type Received = EventEnvelope<PartnerMessageReceived>;
export type Settled = EventEnvelope<PartnerMessageSettled>;
