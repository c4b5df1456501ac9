import {
  streamOf,
  type EventType,
  type LinkedManifest,
  type MessageType,
  type ServiceName,
} from '@ringvirkning/message';
import { consumerNameOf, giveBackSubject, inboxPrefixOf, receiptSubject, streamOfEvent } from './names.js';

/** A user's `permissions` block of the NATS server configuration. */
export interface NatsPermissions {
  readonly publish: { readonly allow: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[] };
  /** May answer requests it received, once each. */
  readonly allow_responses: boolean;
}

/** What a service may send and hear, and nothing else. */
export function natsPermissions({ name, publishes, consumes, answers, asks }: LinkedManifest): NatsPermissions {
  return {
    publish: {
      allow: sorted([
        ...streamAdministration(name, publishes),
        ...subjects(publishes),
        ...subjects(asks),
        ...consumes.flatMap((event) => consuming(name, event)),
        ...publishes.flatMap((event) => event.consumers.map((consumer) => giveBackSubject(consumer, name))),
      ]),
    },
    subscribe: {
      allow: sorted([
        `${inboxPrefixOf(name)}.>`,
        ...subjects(answers),
        ...(publishes.length > 0 ? [`rcpt.${name}.*`] : []),
        ...(consumes.length > 0 ? [giveBackSubject(name, '*')] : []),
      ]),
    },
    allow_responses: answers.length > 0 || consumes.length > 0,
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
