import { streamOf, type EventType, type ServiceName } from '@ringvirkning/message';

/** The durable consumer of one service for one event: `payments-outcomes-finalised-v1`. */
export const consumerNameOf = (service: ServiceName, subject: string): string =>
  `${service}-${subject.split('.').slice(2).join('-')}`;

/** Where a service tells a producer how far it has come. */
export const receiptSubject = (producer: ServiceName, consumer: ServiceName): string => `rcpt.${producer}.${consumer}`;

/** Where a producer (`*`: any) asks a consumer to give back what it took in. */
export const giveBackSubject = (consumer: ServiceName, producer: ServiceName): string => `back.${consumer}.${producer}`;

/** Every service's own prefix of reply subjects, so that none can read what another was answered. */
export const inboxPrefixOf = (service: ServiceName): string => `_INBOX_${service}`;

export const streamOfEvent = (event: EventType<unknown>): string => streamOf(event.producer);
