import type { EventType, MessageType, RequestType, ServiceName } from './event.js';

/** `service`: routes under `/api/<name>`, a database and a broker user. `edge`: what people reach, and through it the services. */
export type Placing = 'service' | 'edge';
/**
 * What a deployment makes and keeps: `key` is 32 random bytes in base64, `secret` a random text; `file-key` is a key under which the keys of files lie: it may be
 * made anew while the service runs, and is then a list, the newest first.
 */
export type Generated = 'key' | 'file-key' | 'secret';

/**
 * All that the house must know of one service. Broker permissions, addresses, gateway routes, hosting, compose file, AsyncAPI and
 * the rights of test users follow from it.
 */
export interface ServiceManifest<N extends ServiceName = ServiceName, H extends Placing = Placing> {
  readonly name: N;
  readonly http: H;
  readonly publishes: readonly EventType<unknown>[];
  readonly consumes: readonly EventType<unknown>[];
  readonly answers: readonly RequestType<unknown, unknown>[];
  readonly asks: readonly RequestType<unknown, unknown>[];
  /** Variables that it must be given beside those every service has. */
  readonly environment: Readonly<Record<string, Generated>>;
  /** Whether it keeps files, for which it is given a folder that lasts (`FILES_FOLDER`). */
  readonly keepsFiles: boolean;
  /** Whether it sends mail to people, for which it is told where they reach the portal (`ORIGIN`), and where mail goes (`MAIL_URL`, `MAIL_FROM`). */
  readonly sendsMail: boolean;
}

type Described<N extends ServiceName, H extends Placing> = Pick<ServiceManifest<N, H>, 'name' | 'http'> &
  Partial<ServiceManifest<N, H>>;

/** @throws RangeError for a name that is no lower-case word, and for a message of another service. */
export function defineManifest<const N extends ServiceName, const H extends Placing>(
  described: Described<N, H>,
): ServiceManifest<N, H> {
  const manifest = {
    publishes: [],
    consumes: [],
    answers: [],
    asks: [],
    environment: {},
    keepsFiles: false,
    sendsMail: false,
    ...described,
  };
  if (!/^[a-z]+$/.test(manifest.name)) throw new RangeError(`${manifest.name} is no lower-case word`);
  const foreign = [
    ...manifest.publishes.filter(({ producer }) => producer !== manifest.name),
    ...manifest.answers.filter(({ responder }) => responder !== manifest.name),
  ];
  if (foreign.length > 0)
    throw new RangeError(`${manifest.name} can neither publish nor answer ${subjectsOf(foreign).join(', ')}`);
  return manifest;
}

/** The events that an api library exports: published, since they are there. */
export const eventsIn = (api: object): EventType<unknown>[] => messagesIn<EventType<unknown>>(api, 'event');
/** The requests that an api library exports. */
export const requestsIn = (api: object): RequestType<unknown, unknown>[] =>
  messagesIn<RequestType<unknown, unknown>>(api, 'request');

const messagesIn = <M extends MessageType>(api: object, kind: M['kind']): M[] =>
  Object.values(api).filter(
    (value: unknown): value is M =>
      typeof value === 'object' && value !== null && 'subject' in value && 'kind' in value && value.kind === kind,
  );

/** An event with those who must have consumed it before it counts as delivered. */
export interface PublishedEvent extends EventType<unknown> {
  readonly consumers: readonly ServiceName[];
}
/** A request with those who may put it. */
export interface AnsweredRequest extends RequestType<unknown, unknown> {
  readonly callers: readonly ServiceName[];
}
/** A manifest as it stands among the others. */
export interface LinkedManifest<
  N extends ServiceName = ServiceName,
  H extends Placing = Placing,
> extends ServiceManifest<N, H> {
  readonly publishes: readonly PublishedEvent[];
  readonly answers: readonly AnsweredRequest[];
}
export type Linked<M> = M extends ServiceManifest<infer N, infer H> ? LinkedManifest<N, H> : never;
export type Manifests = readonly ServiceManifest[];

/** Tells each service who consumes what it publishes and who asks what it answers. */
export const linkManifests = <const M extends Manifests>(manifests: M): { [K in keyof M]: Linked<M[K]> } =>
  manifests.map((manifest) => ({
    ...manifest,
    publishes: manifest.publishes.map((event) => ({ ...event, consumers: whose(manifests, 'consumes', event) })),
    answers: manifest.answers.map((request) => ({ ...request, callers: whose(manifests, 'asks', request) })),
  })) as { [K in keyof M]: Linked<M[K]> };

const whose = (manifests: Manifests, verb: 'consumes' | 'asks', { subject }: MessageType): ServiceName[] =>
  manifests.filter((manifest) => subjectsOf(manifest[verb]).includes(subject)).map(({ name }) => name);

/** The services by name. @throws RangeError naming everything that does not fit together. */
export function catalogueOf<const M extends Manifests>(
  manifests: M,
): { readonly [K in M[number] as K['name']]: Linked<K> } {
  const faults = faultsOf(manifests);
  if (faults.length > 0) throw new RangeError(faults.join('; '));
  return Object.fromEntries(linkManifests(manifests).map((manifest) => [manifest.name, manifest])) as {
    readonly [K in M[number] as K['name']]: Linked<K>;
  };
}

/** What does not fit together: names given twice, messages consumed or asked that nobody publishes or answers. */
export function faultsOf(manifests: Manifests): string[] {
  const names = manifests.map(({ name }) => name);
  const offered = manifests.flatMap(({ publishes, answers }) => subjectsOf([...publishes, ...answers]));
  return [
    ...twice(names).map((name) => `there are two services named ${name}`),
    ...twice(offered).map((subject) => `${subject} is offered twice`),
    ...twice(manifests.flatMap(({ environment }) => Object.keys(environment))).map(
      (variable) => `two services are given ${variable}: what one keeps to itself, another must not have`,
    ),
    ...manifests.flatMap(({ name, consumes, asks }) => [
      ...subjectsOf(consumes)
        .filter((subject) => !offered.includes(subject))
        .map((subject) => `${name} consumes ${subject}, which nobody publishes`),
      ...subjectsOf(asks)
        .filter((subject) => !offered.includes(subject))
        .map((subject) => `${name} asks ${subject}, which nobody answers`),
      ...twice(subjectsOf([...consumes, ...asks])).map((subject) => `${name} names ${subject} twice`),
    ]),
  ];
}

const subjectsOf = (messages: readonly MessageType[]): string[] => messages.map(({ subject }) => subject);
const twice = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

/** Whether the service takes part in messaging at all. */
export const hasMessages = ({ publishes, consumes, answers, asks }: ServiceManifest): boolean =>
  publishes.length + consumes.length + answers.length + asks.length > 0;
