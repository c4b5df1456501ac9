import { nanos } from '@nats-io/transport-node';
import { inboxPrefixOf, SET_UP, type KeptStream, type NatsPermissions } from '@ringvirkning/nats';

/** Somebody whom the hub carries for. */
export interface HubMember {
  /** The member's name in the partnership. */
  readonly name: string;
  /** Public NKey (U…) of the member at the hub. */
  readonly publicKey: string;
}

/** Where a member gives texts away for another. */
export const subjectOf = (from: string, to: string): string => `ptn.to.${to}.from.${from}`;
/** Where a member asks for the next parcel for it. */
export const NEXT = 'ptn.next';

/** The hub's name as a domain of JetStream: an instance's own streams are not meant when a leaf and the hub hear each other. */
export const HUB_DOMAIN = 'hub';
/** The hub's own account, which no member is in. */
const HUB = 'HUB';
const accountOf = (member: string): string => `MEMBER_${member.toUpperCase()}`;
const streamFor = (member: string): string => `TO_${member.toUpperCase()}`;

const HOURS = 3_600_000;
const SECONDS = 1_000;

/**
 * A stream of parcels for each member, and the one consumer by which it takes them. What was taken is gone; what nobody takes within a day, too: it is asked
 * for again. Each sender has its own measure, so that one who sends too much fills nobody else's.
 */
export const hubStreams = (members: readonly string[]): KeptStream[] =>
  members.map((member) => ({
    name: streamFor(member),
    settings: {
      subjects: [subjectOf('*', member)],
      storage: 'file',
      retention: 'workqueue',
      discard: 'new',
      discard_new_per_subject: true,
      max_msgs_per_subject: 1_000,
      max_bytes: 1024 ** 3,
      max_age: nanos(24 * HOURS),
      allow_direct: false,
    },
    consumers: [{ durable_name: member, ack_policy: 'explicit', ack_wait: nanos(5 * SECONDS) }],
  }));

/**
 * Accounts of the hub's server: one for each member, one for what lies between them. An account is a world of its own; all that a member reaches of the hub
 * is what it may send in its own name, the next parcel for itself, and to say that it has taken it. Answers come back into the account they were asked from,
 * whatever subject was asked to answer on. So permissions inside an account are not needed.
 */
export function hubAccounts(members: readonly HubMember[], setUpKey: string): Readonly<Record<string, object>> {
  const services = members.map(({ name, publicKey }) => {
    const consumer = `${streamFor(name)}.${name}`;
    return {
      name,
      publicKey,
      reached: [
        { subject: subjectOf(name, '*') },
        { subject: `$JS.API.CONSUMER.MSG.NEXT.${consumer}`, to: NEXT },
        { subject: `$JS.ACK.${consumer}.>` },
      ],
    };
  });
  return {
    [HUB]: {
      jetstream: 'enabled',
      users: [{ nkey: setUpKey, permissions: allowed(setUpPermissions(members.map(({ name }) => name))) }],
      exports: services.flatMap(({ name, reached }) =>
        reached.map(({ subject }) => ({ service: subject, accounts: [accountOf(name)] })),
      ),
    },
    ...Object.fromEntries(
      services.map(({ name, publicKey, reached }) => [
        accountOf(name),
        {
          users: [{ nkey: publicKey }],
          imports: reached.map(({ subject, to }) => ({ service: { account: HUB, subject }, ...(to && { to }) })),
        },
      ]),
    ),
  };
}

/** The user that makes the streams, and can do nothing else. */
function setUpPermissions(members: readonly string[]): NatsPermissions {
  return {
    publish: members.flatMap((member) => {
      const stream = streamFor(member);
      return [
        ...['CREATE', 'UPDATE', 'INFO'].map((verb) => `$JS.API.STREAM.${verb}.${stream}`),
        ...['CREATE', 'INFO'].map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.${member}`),
      ];
    }),
    subscribe: [`${inboxPrefixOf(SET_UP)}.>`],
  };
}

const allowed = ({ publish, subscribe }: NatsPermissions): object => ({
  publish: publish.length > 0 ? { allow: publish } : { deny: ['>'] },
  subscribe: { allow: subscribe },
});
