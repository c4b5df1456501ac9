import {
  streamOf,
  type AnsweredRequest,
  type EventType,
  type LinkedManifest,
  type MessageType,
  type PublishedEvent,
  type ServiceName,
} from '@ringvirkning/message';
import {
  answerPrefixOf,
  consumerNameOf,
  giveBackSubject,
  inboxPrefixOf,
  receiptSubject,
  SET_UP,
  streamOfEvent,
  toldSubject,
} from './names.js';

/** A user of the broker with its public NKey and what it may publish and subscribe to: these subjects and nothing else. */
export interface BrokerUser {
  readonly name: string;
  readonly publicKey: string;
  readonly permissions: NatsPermissions;
}
export interface NatsPermissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** One user per service, and the one that makes streams. */
export const brokerUsers = (
  manifests: readonly LinkedManifest[],
  publicKeyOf: (user: string) => string,
): BrokerUser[] => [
  ...manifests.map((manifest) => ({
    name: manifest.name,
    publicKey: publicKeyOf(manifest.name),
    permissions: natsPermissions(manifest),
  })),
  { name: SET_UP, publicKey: publicKeyOf(SET_UP), permissions: setUpPermissions(manifests) },
];

/**
 * What a service may send and hear. It may use its stream and its consumers and change no stream; it is answered in inboxes of which each
 * has one writer, and answers in inboxes of its callers alone: `allow_responses` would let whoever asks choose the subject of the answer.
 */
export function natsPermissions({ name, publishes, consumes, answers, asks }: LinkedManifest): NatsPermissions {
  return {
    publish: sorted([
      ...(publishes.length > 0 ? [`$JS.API.STREAM.INFO.${streamOf(name)}`] : []),
      ...subjects(publishes),
      ...consumersOf(publishes).map((consumer) => giveBackSubject(consumer, name)),
      ...subjects(asks),
      ...callersOf(answers, consumes, publishes).map((caller) => `${answerPrefixOf(caller, name)}.*`),
      ...consumes.flatMap((event) => consuming(name, event)),
    ]),
    subscribe: sorted([
      `${inboxPrefixOf(name)}.>`,
      ...asks.map(({ responder }) => `${answerPrefixOf(name, responder)}.*`),
      ...[...consumersOf(publishes), ...producersOf(consumes)].map((other) => `${answerPrefixOf(name, other)}.*`),
      ...subjects(answers),
      ...(publishes.length > 0 ? [`rcpt.${name}.*`, toldSubject(name, '*')] : []),
      ...(consumes.length > 0 ? [giveBackSubject(name, '*')] : []),
    ]),
  };
}

const consumersOf = (publishes: readonly PublishedEvent[]): ServiceName[] =>
  publishes.flatMap(({ consumers }) => consumers);
const producersOf = (consumes: readonly EventType<unknown>[]): ServiceName[] =>
  consumes.map(({ producer }) => producer);
/**
 * Who may ask a service: the callers of what it answers, the producers of what it consumes, which may ask it back, and the consumers of what
 * it publishes, which may ask what it told.
 */
const callersOf = (
  answers: readonly AnsweredRequest[],
  consumes: readonly EventType<unknown>[],
  publishes: readonly PublishedEvent[],
): ServiceName[] => [...answers.flatMap(({ callers }) => callers), ...producersOf(consumes), ...consumersOf(publishes)];

const setUpPermissions = (manifests: readonly LinkedManifest[]): NatsPermissions => ({
  publish: sorted(
    publishersOf(manifests).flatMap((name) =>
      ['CREATE', 'UPDATE', 'INFO'].map((verb) => `$JS.API.STREAM.${verb}.${streamOf(name)}`),
    ),
  ),
  subscribe: [`${inboxPrefixOf(SET_UP)}.>`],
});

/** Who has a stream. */
export const publishersOf = (manifests: readonly LinkedManifest[]): ServiceName[] =>
  manifests.filter(({ publishes }) => publishes.length > 0).map(({ name }) => name);

const subjects = (messages: readonly MessageType[]): string[] => messages.map((message) => message.subject);
const sorted = (entries: readonly string[]): string[] => [...new Set(entries)].sort();

/** The filter is part of the CREATE subject: a service can make a consumer of the events meant for it, and of no others. */
function consuming(service: ServiceName, event: EventType<unknown>): string[] {
  const consumer = `${streamOfEvent(event)}.${consumerNameOf(service, event.subject)}`;
  return [
    receiptSubject(event.producer, service),
    toldSubject(event.producer, service),
    `$JS.API.CONSUMER.CREATE.${consumer}.${event.subject}`,
    `$JS.API.CONSUMER.DELETE.${consumer}`,
    `$JS.API.CONSUMER.INFO.${consumer}`,
    `$JS.API.CONSUMER.MSG.NEXT.${consumer}`,
    `$JS.ACK.${consumer}.>`,
  ];
}
