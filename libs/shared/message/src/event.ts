import type { Instant } from '@ringvirkning/kernel';
import { z } from 'zod';

/** A service of one instance, one lower-case word, with its own database, NATS user and stream. Which there are, the catalogue says. */
export type ServiceName = string;

/** A fact that one service publishes: subject and schema. Who consumes it, the manifests of the consumers say. */
export interface EventType<D> {
  readonly kind: 'event';
  readonly subject: string;
  readonly data: z.ZodType<D>;
  readonly producer: ServiceName;
  /** The member of `data` that lists things which stand each for themselves: one that cannot be consumed is put aside without the others. */
  readonly items?: string | undefined;
}

/** A question that one service answers. Who may put it, the manifests of the callers say. */
export interface RequestType<Q, R> {
  readonly kind: 'request';
  readonly subject: string;
  readonly request: z.ZodType<Q>;
  readonly reply: z.ZodType<R>;
  readonly responder: ServiceName;
}

export type MessageType = EventType<unknown> | RequestType<unknown, unknown>;

const EVENT_SUBJECT = /^evt\.([a-z]+)\.[a-z]+(-[a-z]+)+\.v\d+$/;
const REQUEST_SUBJECT = /^rpc\.([a-z]+)\.[a-z]+(-[a-z]+)+\.v\d+$/;

/**
 * Defines an event of the published language. The subject is `evt.<producer>.<noun>-<past-verb>.v<n>`.
 * @throws RangeError when the subject does not follow the pattern.
 */
export function defineEvent<D>(
  definition: Pick<EventType<D>, 'subject' | 'data'> & { readonly items?: keyof D & string },
): EventType<D> {
  const [, producer] = EVENT_SUBJECT.exec(definition.subject) ?? [];
  if (!producer)
    throw new RangeError(`${definition.subject} is no event subject: evt.<producer>.<noun>-<past-verb>.v<n>`);
  return { kind: 'event', ...definition, producer };
}

/**
 * Defines a request. The subject is `rpc.<responder>.<verb>-<noun>.v<n>`.
 * @throws RangeError when the subject does not follow the pattern.
 */
export function defineRequest<Q, R>(
  definition: Pick<RequestType<Q, R>, 'subject' | 'request' | 'reply'>,
): RequestType<Q, R> {
  const [, responder] = REQUEST_SUBJECT.exec(definition.subject) ?? [];
  if (!responder)
    throw new RangeError(`${definition.subject} is no request subject: rpc.<responder>.<verb>-<noun>.v<n>`);
  return { kind: 'request', ...definition, responder };
}

/** CloudEvents 1.0 in structured JSON, with correlation, causation and the gap-free number per subject (CloudEvents `sequence` extension). */
export interface EventEnvelope<D> {
  readonly specversion: '1.0';
  /** UUIDv7 of the event. */
  readonly id: string;
  /** `/ringvirkning/<instance>/<service>` */
  readonly source: string;
  /** The event's NATS subject. */
  readonly type: string;
  readonly time: Instant;
  /** Aggregate key. Order is kept per key. */
  readonly subject: string;
  readonly datacontenttype: 'application/json';
  readonly correlationid?: string | undefined;
  readonly causationid?: string | undefined;
  /** Position within the subject, 1, 2, 3 … as a digit string. */
  readonly sequence: string;
  /** Which life of the producer's log this number belongs to: 1, and one more each time the log was mended after a restore from a backup. */
  readonly epoch?: string | undefined;
  /** The last number of the subject that the epoch before shares with this one. */
  readonly fork?: string | undefined;
  /** Digest over this event and all before it in the subject; `previous` is that of the event before, empty for the first. */
  readonly link?: string | undefined;
  readonly previous?: string | undefined;
  readonly data: D;
}

const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string().min(1),
  type: z.string().min(1),
  time: z.iso.datetime(),
  subject: z.string().min(1),
  datacontenttype: z.literal('application/json'),
  correlationid: z.string().optional(),
  causationid: z.string().optional(),
  sequence: z.string().regex(/^[1-9]\d*$/),
  epoch: z
    .string()
    .regex(/^[1-9]\d*$/)
    .optional(),
  fork: z.string().regex(/^\d+$/).optional(),
  link: z.string().optional(),
  previous: z.string().optional(),
  data: z.unknown(),
});

/** Reads an envelope and its data by the event's schema. @throws ZodError when either does not fit, RangeError when it is another event. */
export function parseEnvelope<D>(event: EventType<D>, json: unknown): EventEnvelope<D> {
  const envelope = envelopeSchema.parse(json);
  if (envelope.type !== event.subject) throw new RangeError(`expected ${event.subject}, got ${envelope.type}`);
  return { ...envelope, data: event.data.parse(envelope.data) } as EventEnvelope<D>;
}

/** The JetStream stream that carries a service's events. */
export const streamOf = (service: ServiceName): string => `EVT_${service.toUpperCase()}`;
