import { randomUUID } from 'node:crypto';
import { streamOf, type EventType, type ServiceName } from '@ringvirkning/message';

/** The durable consumer of one service for one event: `payments-outcomes-finalised-v1`. */
export const consumerNameOf = (service: ServiceName, subject: string): string =>
  `${service}-${subject.split('.').slice(2).join('-')}`;

/** Where a service tells a producer how far it has come. */
export const receiptSubject = (producer: ServiceName, consumer: ServiceName): string => `rcpt.${producer}.${consumer}`;

/** Where a producer (`*`: any) asks a consumer to give back what it took in. */
export const giveBackSubject = (consumer: ServiceName, producer: ServiceName): string => `back.${consumer}.${producer}`;

/** Where a consumer asks a producer (`*`: any consumer) what its events said, to compare that with what it holds. */
export const toldSubject = (producer: ServiceName, consumer: ServiceName): string => `told.${producer}.${consumer}`;

/** The broker user that makes streams. No service may; its name is none that a service can have. */
export const SET_UP = 'set-up';

/** Where a user is answered by the broker alone: nobody else may publish there or listen. */
export const inboxPrefixOf = (user: string): string => `_INBOX_${user}`;

/** Where one service is answered by one other: only the responder may publish there, only the caller listen. */
export const answerPrefixOf = (caller: ServiceName, responder: ServiceName): string => `_INBOX_${caller}_${responder}`;
/** One more subject for an answer, with which to ask: `connection.request(subject, data, { …, ...answeredAt(caller, responder) })`. */
export const answeredAt = (caller: ServiceName, responder: ServiceName): { noMux: true; reply: string } => ({
  noMux: true,
  reply: `${answerPrefixOf(caller, responder)}.${randomUUID()}`,
});
/** Who is answered on a subject that this responder may answer on. */
export const callerAt = (subject: string | undefined, responder: ServiceName): ServiceName | undefined => {
  const [, caller, asked] = /^_INBOX_([a-z]+)_([a-z]+)\.[\w-]+$/.exec(subject ?? '') ?? [];
  return asked === responder ? caller : undefined;
};

export const streamOfEvent = (event: EventType<unknown>): string => streamOf(event.producer);
