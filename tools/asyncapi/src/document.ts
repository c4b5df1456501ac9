import { streamOf, type AnsweredRequest, type LinkedManifest, type PublishedEvent } from '@ringvirkning/message';
import { z } from 'zod';

type Json = Readonly<Record<string, unknown>>;

const ref = (path: string): Json => ({ $ref: `#/${path}` });
/** Subjects as keys: the dots would be fine for AsyncAPI, but not for names made from them. */
const keyOf = (subject: string): string => subject.replaceAll('.', '-');
/** In draft 7, which AsyncAPI assumes. */
const schemaOf = (schema: z.ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
  return rest;
};

/** CloudEvents 1.0 in structured JSON; each event adds its `type` and `data`. */
const ENVELOPE: Json = {
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'time', 'subject', 'datacontenttype', 'sequence', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', format: 'uuid', description: 'UUIDv7' },
    source: { type: 'string', description: '/ringvirkning/<instance>/<service>' },
    type: { type: 'string', description: 'The NATS subject' },
    time: { type: 'string', format: 'date-time' },
    subject: { type: 'string', description: 'Key of the aggregate; order is kept per key' },
    datacontenttype: { const: 'application/json' },
    correlationid: { type: 'string' },
    causationid: { type: 'string' },
    sequence: { type: 'string', pattern: '^[1-9]\\d*$', description: 'Gap-free number within the subject' },
    epoch: {
      type: 'string',
      pattern: '^[1-9]\\d*$',
      description: 'Life of the producer’s log; one more after each mending',
    },
    fork: { type: 'string', pattern: '^\\d+$', description: 'Last number shared with the epoch before' },
    link: { type: 'string', description: 'SHA-256 over this event and all before it in the subject, hex' },
    previous: { type: 'string', description: 'The link of the event before; empty for the first' },
    data: {},
  },
};

interface Parts {
  readonly channels: Record<string, Json>;
  readonly operations: Record<string, Json>;
  readonly messages: Record<string, Json>;
}

/** The AsyncAPI 3.0 document of all messages: one channel per subject, an operation for each service that sends or receives on it. */
export function asyncApi(manifests: readonly LinkedManifest[]): Json {
  const parts: Parts = { channels: {}, operations: {}, messages: {} };
  const messages = manifests.flatMap(({ publishes, answers }) => [...publishes, ...answers]);
  for (const message of messages.sort((a, b) => (a.subject < b.subject ? -1 : 1))) {
    if (message.kind === 'event') addEvent(parts, message);
    else addRequest(parts, message);
  }
  return {
    asyncapi: '3.0.0',
    info: { title: 'Ringvirkning: messages between the services', version: '0.1.0' },
    defaultContentType: 'application/json',
    channels: parts.channels,
    operations: parts.operations,
    components: { messages: parts.messages, schemas: { CloudEvent: ENVELOPE } },
  };
}

function addEvent(
  { channels, operations, messages }: Parts,
  { subject, producer, consumers, data }: PublishedEvent,
): void {
  const key = keyOf(subject);
  messages[key] = {
    name: subject,
    contentType: 'application/cloudevents+json',
    payload: {
      allOf: [
        ref('components/schemas/CloudEvent'),
        { type: 'object', properties: { type: { const: subject }, data: schemaOf(data) } },
      ],
    },
  };
  channels[key] = {
    address: subject,
    description: `Carried by the JetStream stream ${streamOf(producer)}; at least once, in the order of the sequence.`,
    messages: { event: ref(`components/messages/${key}`) },
  };
  const operation = (action: 'send' | 'receive', service: string): Json => ({
    action,
    channel: ref(`channels/${key}`),
    messages: [ref(`channels/${key}/messages/event`)],
    tags: [{ name: service }],
  });
  operations[`${producer}-sends-${key}`] = operation('send', producer);
  for (const consumer of consumers) operations[`${consumer}-receives-${key}`] = operation('receive', consumer);
}

function addRequest(
  { channels, operations, messages }: Parts,
  { subject, responder, callers, request, reply }: AnsweredRequest,
): void {
  const key = keyOf(subject);
  messages[`${key}-request`] = { name: `${subject} request`, payload: schemaOf(request) };
  messages[`${key}-reply`] = { name: `${subject} reply`, payload: schemaOf(reply) };
  channels[key] = { address: subject, messages: { request: ref(`components/messages/${key}-request`) } };
  channels[`${key}-reply`] = {
    address: null,
    description: "The caller's inbox, given with the request.",
    messages: { reply: ref(`components/messages/${key}-reply`) },
  };
  const operation = (action: 'send' | 'receive', service: string): Json => ({
    action,
    channel: ref(`channels/${key}`),
    messages: [ref(`channels/${key}/messages/request`)],
    reply: { channel: ref(`channels/${key}-reply`), messages: [ref(`channels/${key}-reply/messages/reply`)] },
    tags: [{ name: service }],
  });
  operations[`${responder}-answers-${key}`] = operation('receive', responder);
  for (const caller of callers) operations[`${caller}-asks-${key}`] = operation('send', caller);
}
