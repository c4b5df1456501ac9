import { Logger } from '@nestjs/common';
import type { EventType, ServiceName } from '@ringvirkning/message';
import {
  answeredAt,
  callerAt,
  giveBackSubject,
  headersOf,
  inPieces,
  PIECE,
  pieceBytes,
  Pieces,
  SIGNATURE,
  type Broker,
  type Piece,
} from '@ringvirkning/nats';
import { asSystem, type Database } from '@ringvirkning/persistence';
import { z } from 'zod';
import type { InboxStore } from './inbox.store.js';

/** Below this place events are asked for, from the newest to the oldest. */
export interface Before {
  readonly seq: number;
  readonly id: string;
}

const QuestionSchema = z.object({
  subject: z.string(),
  before: z.object({ seq: z.int(), id: z.uuid() }),
  piece: z.int().min(0),
});

/** An event as its consumer kept it; `payload` is empty when there is none below. `epoch`: the consumer's. */
export interface GivenBack {
  readonly payload: string;
  readonly signature: string | undefined;
  readonly epoch: number;
}

/** The same in pieces, and what was asked for. */
interface Cut extends Omit<GivenBack, 'payload'> {
  readonly of: string;
  readonly pieces: readonly Piece[];
}

const EPOCH = 'rv-epoch';
/** How often an event is begun that is not the newest any more before all of it has come. */
const ATTEMPTS = 20;

/** Above every place. */
export const NEWEST: Before = { seq: Number.MAX_SAFE_INTEGER, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** The consumer's side of a mending: hands a producer, when it asks, the events that were consumed from it. */
export class GiveBack {
  private readonly logger: Logger;
  /** By producer: the event that is being handed over in pieces, so that it is read and cut once. */
  private readonly underWay = new Map<string, Cut>();

  constructor(
    private readonly broker: Broker,
    private readonly db: Database,
    private readonly store: InboxStore,
    private readonly service: ServiceName,
    private readonly consumed: readonly EventType<unknown>[],
  ) {
    this.logger = new Logger(`${service}: GiveBack`);
  }

  start(): void {
    if (this.consumed.length === 0) return;
    void this.broker.connection().then(
      (connection) => {
        connection.subscribe(giveBackSubject(this.service, '*'), {
          queue: this.service,
          callback: (error, message) => {
            const [, , producer = ''] = message.subject.split('.');
            if (error || callerAt(message.reply, this.service) !== producer) return;
            this.answer(producer, message.string()).then(
              ({ pieces, no, signature, epoch }) => {
                const { data, piece } = pieces[no] ?? pieces[0]!;
                message.respond(data, {
                  headers: headersOf({
                    [EPOCH]: String(epoch),
                    ...(signature && { [SIGNATURE]: signature }),
                    ...(piece && { [PIECE]: piece }),
                  }),
                });
              },
              (cause: unknown) => this.logger.warn(`cannot give back: ${String(cause)}`),
            );
          },
        });
      },
      () => undefined,
    );
  }

  private async answer(producer: string, question: string): Promise<Cut & { readonly no: number }> {
    const { subject, before, piece: no } = QuestionSchema.parse(JSON.parse(question));
    if (!this.consumed.some((event) => event.subject === subject && event.producer === producer))
      throw new RangeError(`${subject} of ${producer} is not consumed here`);
    const of = JSON.stringify([subject, before]);
    const begun = no > 0 ? this.underWay.get(producer) : undefined;
    const cut = begun?.of === of ? begun : await this.cut(of, subject, before);
    if (no + 1 < cut.pieces.length) this.underWay.set(producer, cut);
    else this.underWay.delete(producer);
    return { ...cut, no };
  }

  private async cut(of: string, subject: string, before: Before): Promise<Cut> {
    const most = pieceBytes((await this.broker.connection()).info!.max_payload);
    return asSystem('messaging.give-back', () =>
      this.db.transaction(async (tx) => {
        const { epoch } = await this.store.lock(tx, subject);
        const kept = await this.store.keptBefore(tx, subject, before);
        return { of, pieces: inPieces(kept?.payload ?? '', most), signature: kept?.signature ?? undefined, epoch };
      }),
    );
  }
}

/** Asks a consumer for the newest event below a place, piece by piece. @throws when it does not answer. */
export async function askBack(
  broker: Broker,
  [producer, consumer]: readonly [ServiceName, ServiceName],
  subject: string,
  before: Before,
): Promise<GivenBack> {
  const connection = await broker.connection();
  const pieces = new Pieces();
  for (let [piece, began] = [0, 1]; began <= ATTEMPTS; piece += 1) {
    const question = JSON.stringify({ subject, before, piece });
    const answer = await connection.request(giveBackSubject(consumer, producer), question, {
      timeout: 5_000,
      ...answeredAt(producer, consumer),
    });
    const header = (name: string): string | undefined => answer.headers?.get(name) || undefined;
    const whole = pieces.add({ data: answer.data, piece: header(PIECE) });
    if (whole)
      return {
        payload: Buffer.from(whole).toString(),
        signature: header(SIGNATURE),
        epoch: Number(header(EPOCH) ?? 1),
      };
    // It consumed more meanwhile: the newest is another event now.
    if (!pieces.isOpen) [piece, began] = [-1, began + 1];
  }
  throw new Error(`${consumer} tells of another event each time`);
}
