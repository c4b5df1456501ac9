import { Logger } from '@nestjs/common';
import { nanos, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { Broker, pause } from '@ringvirkning/nats';
import { MemberSchema } from '@ringvirkning/partnership-api';
import { NotCarried, type Carrier, type Take } from './carrier.js';
import { NEXT, subjectOf } from './hub.js';
import { inParcels, parcelOf, textsOf } from './parcels.js';

const GIVEN_MS = 2_000;
/** One question for the next parcel lasts so long: the time in which one that the way has swallowed goes unnoticed. */
const ASK_MS = 500;
const ANSWER_MS = 1_000;
const AWAY_MS = 250;
const AGAIN_MS = 1_000;
/** What has gathered at the hub is taken together, for every taking is a transaction: until so many bytes have come, a few parcels at a time. */
const TOGETHER_BYTES = 100_000;
const A_FEW = 8;

export interface NatsCarrierOptions {
  /** Of the instance's own server with a line to the hub, or of the hub. */
  readonly url: string;
  /** The member's NKey seed (SU…). Without it the server must not ask for one. */
  readonly seed?: string | undefined;
  readonly self: string;
}

/**
 * Texts as messages at a hub, which keeps them in a stream for each receiver. A message is kept when the hub has said so; it is gone when the receiver has said
 * that it took it. The hub is spoken to through what its configuration lets this member reach, and through nothing else of JetStream.
 */
export function natsCarrier({ url, seed, self }: NatsCarrierOptions): Carrier {
  const logger = new Logger('partnership: Carrier');
  const broker = new Broker({ service: 'partnership', url, seed });
  const stopping = new AbortController();
  const { signal } = stopping;
  const from = MemberSchema.parse(self);
  let done = Promise.resolve();

  async function run(take: Take): Promise<void> {
    const connection = await broker.connection().catch(() => undefined);
    while (connection && !signal.aborted) {
      const parcels = await gathered(connection);
      if (parcels === undefined) await pause(AWAY_MS, signal);
      else if ((await taken(parcels.map((parcel) => parcel.string()).flatMap(textsOf), take)) && !connection.isClosed())
        for (const parcel of parcels) parcel.respond('+ACK');
    }
  }

  /** Tries until it goes well; meanwhile the hub may bring the parcel once more. @returns false when we stop. */
  async function taken(texts: readonly string[], take: Take): Promise<boolean> {
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        if (texts.length > 0) await take(texts);
        return true;
      } catch (error) {
        // Its words may quote what was to be taken.
        if (failures === 0) logger.warn(`what has come cannot be taken now, trying on: ${(error as Error).name}`);
        await pause(AGAIN_MS, signal);
      }
    }
    return false;
  }

  return {
    async carry(to, texts) {
      const subject = subjectOf(from, MemberSchema.parse(to));
      const parcels = inParcels(texts).map(parcelOf);
      if (!broker.isConnected()) throw new NotCarried('the broker is not reached');
      const connection = await broker.connection();
      for (const parcel of parcels) {
        const answer = await connection.request(subject, parcel, { timeout: GIVEN_MS }).catch((error: unknown) => {
          throw new NotCarried(`the hub does not answer (${(error as Error).name})`);
        });
        const { error } = answer.json<{ error?: { description?: string } }>();
        if (error) throw new NotCarried(`the hub does not keep it: ${error.description}`);
      }
    },
    listen(take) {
      done = run(take);
      return Promise.resolve();
    },
    async close() {
      stopping.abort();
      // What is taken now is acknowledged, if anybody can hear it.
      if (broker.isConnected()) await done;
      await broker.close();
      await done;
    },
  };
}

/** The next parcel and those that wait behind it, in their order; none after a while without one, undefined when the hub is away. */
async function gathered(connection: NatsConnection): Promise<Msg[] | undefined> {
  const first = await next(connection, { batch: 1, expires: nanos(ASK_MS) });
  if (first === undefined || first === 'none') return first && [];
  const parcels = [first];
  while (bytesOf(parcels) < TOGETHER_BYTES && waitingBehind(parcels.at(-1)!) > 0) {
    const count = Math.min(waitingBehind(parcels.at(-1)!), A_FEW);
    const asked = Array.from({ length: count }, () => next(connection, { batch: 1, no_wait: true }));
    const some = (await Promise.all(asked)).filter((parcel) => typeof parcel === 'object');
    if (some.length === 0) break;
    parcels.push(...some);
  }
  return parcels;
}

const bytesOf = (parcels: readonly Msg[]): number => parcels.reduce((sum, { data }) => sum + data.length, 0);
/** How many parcels there were after one when the hub gave it: what an acknowledgement is sent to says it (`$JS.ACK.<stream>.<consumer>.….<pending>`; two more tokens and one behind where it names a domain). */
function waitingBehind({ reply }: Msg): number {
  const tokens = reply!.split('.');
  return Number(tokens[tokens.length === 9 ? 8 : 10]);
}

/** The next parcel, 'none' when there is none, undefined when the hub is away. */
async function next(connection: NatsConnection, question: object): Promise<Msg | 'none' | undefined> {
  try {
    // Answered under the subject of the parcel, which the shared inbox of requests would not recognise.
    const answer = await connection.request(NEXT, JSON.stringify(question), { timeout: ANSWER_MS, noMux: true });
    if (answer.reply) return answer;
    return NONE.includes(answer.headers?.code) ? 'none' : undefined;
  } catch {
    return undefined;
  }
}
/** Nothing came in time, or there is nothing. */
const NONE: readonly (number | undefined)[] = [408, 404];
