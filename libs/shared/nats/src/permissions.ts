import { streamOf, type EventType, type MessageType, type ServiceName } from '@ringvirkning/message';
import { consumerNameOf, inboxPrefixOf, receiptSubject, streamOfEvent } from './names.js';

/** A user's `permissions` block of the NATS server configuration. */
export interface NatsPermissions {
  readonly publish: { readonly allow: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[] };
  /** May answer requests it received, once each. */
  readonly allow_responses: boolean;
}

/** What a service may send and hear, and nothing else: derived from all messages of the instance (any order, other services' messages included). */
export function natsPermissions(service: ServiceName, messages: readonly MessageType[]): NatsPermissions {
  const published = messages.filter((message) => message.kind === 'event' && message.producer === service);
  const consumed = messages
    .filter((message) => message.kind === 'event')
    .filter((event) => event.consumers.includes(service));
  const asked = messages.filter((message) => message.kind === 'request' && message.callers.includes(service));
  const answered = messages.filter((message) => message.kind === 'request' && message.responder === service);
  return {
    publish: {
      allow: sorted([
        ...streamAdministration(service, published),
        ...subjects(published),
        ...subjects(asked),
        ...consumed.flatMap((event) => consuming(service, event)),
      ]),
    },
    subscribe: {
      allow: sorted([
        `${inboxPrefixOf(service)}.>`,
        ...subjects(answered),
        ...(published.length > 0 ? [`rcpt.${service}.*`] : []),
      ]),
    },
    allow_responses: answered.length > 0,
  };
}

const subjects = (messages: readonly MessageType[]): string[] => messages.map((message) => message.subject);
const sorted = (entries: readonly string[]): string[] => [...new Set(entries)].sort();

const streamAdministration = (service: ServiceName, published: readonly MessageType[]): string[] =>
  published.length === 0
    ? []
    : ['CREATE', 'UPDATE', 'INFO'].map((verb) => `$JS.API.STREAM.${verb}.${streamOf(service)}`);

/** The filter is part of the CREATE subject: a service can make a consumer of the events meant for it, and of no others. */
function consuming(service: ServiceName, event: EventType<unknown>): string[] {
  const consumer = `${streamOfEvent(event)}.${consumerNameOf(service, event.subject)}`;
  return [
    receiptSubject(event.producer, service),
    `$JS.API.CONSUMER.CREATE.${consumer}.${event.subject}`,
    `$JS.API.CONSUMER.INFO.${consumer}`,
    `$JS.API.CONSUMER.MSG.NEXT.${consumer}`,
    `$JS.ACK.${consumer}.>`,
  ];
}
