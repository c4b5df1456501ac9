import { Logger } from '@nestjs/common';
import type { PublishedEvent, ServiceName } from '@ringvirkning/message';
import { answeredAt, callerAt, toldSubject, type Broker } from '@ringvirkning/nats';
import { z } from 'zod';
import { OneContractSchema, ToldOfContractSchema, type OneContract, type ToldOfContract } from './holdings.js';
import type { Reconciliation } from './reconciliation.js';

/** Which contracts events of a subject tell of, after one of them; or what they say of one. */
const QuestionSchema = z.object({
  subject: z.string(),
  ask: z.union([z.object({ after: z.string() }), OneContractSchema]),
});
const ContractsSchema = z.array(z.string());

/** Ids in one answer. */
const PAGE = 1_000;
/** A digest over all that was told of a large contract takes its time: half a million outcomes a minute where much else runs. Whoever is away is known at once. */
const WITHIN_MS = 5 * 60_000;

/** The producer's side of a comparison: tells consumers, when they ask, what its events said. One question at a time: others have work to do. */
export class Telling {
  private readonly logger: Logger;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly broker: Broker,
    private readonly reconciliation: Reconciliation,
    private readonly published: readonly PublishedEvent[],
  ) {
    this.logger = new Logger(`${broker.service}: Telling`);
  }

  onApplicationBootstrap(): void {
    if (this.published.length === 0) return;
    const { service } = this.broker;
    void this.broker.connection().then(
      (connection) => {
        connection.subscribe(toldSubject(service, '*'), {
          queue: service,
          callback: (error, message) => {
            const [, , consumer = ''] = message.subject.split('.');
            // Whoever asks chooses where the answer goes: to the inbox of the consumer that the broker let ask.
            if (error || callerAt(message.reply, service) !== consumer) return;
            this.turn = this.turn
              .then(() => this.answer(consumer, message.string()))
              .catch((cause: unknown) => {
                this.logger.warn(`${consumer} is not told: ${String(cause)}`);
                // That is an answer as well: whoever asks does not wait for it.
                return null;
              })
              .then((answer) => message.respond(JSON.stringify(answer)));
          },
        });
      },
      () => undefined,
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.turn;
  }

  private async answer(consumer: ServiceName, question: string): Promise<ToldOfContract | readonly string[]> {
    const { subject, ask } = QuestionSchema.parse(JSON.parse(question));
    const event = this.published.find((each) => each.subject === subject && each.consumers.includes(consumer));
    if (!event) throw new RangeError(`${subject} is not told to ${consumer}`);
    return 'after' in ask
      ? this.reconciliation.contractsTold(subject, ask.after, PAGE)
      : this.reconciliation.toldOf(event, ask);
  }
}

/** The consumer's side. Both reject when the producer does not answer. */
export interface Producers {
  contracts(producer: ServiceName, subject: string): Promise<readonly string[]>;
  told(producer: ServiceName, subject: string, of: OneContract): Promise<ToldOfContract>;
}

export function producersAt(broker: Broker): Producers {
  const ask = async <T>(producer: ServiceName, question: z.input<typeof QuestionSchema>, reply: z.ZodType<T>) => {
    if (!broker.isConnected()) throw new Error('the broker is away');
    const connection = await broker.connection();
    const answer = await connection.request(toldSubject(producer, broker.service), JSON.stringify(question), {
      timeout: WITHIN_MS,
      ...answeredAt(broker.service, producer),
    });
    return reply.parse(answer.json());
  };
  return {
    async contracts(producer, subject) {
      const known: string[] = [];
      for (let page: readonly string[] | undefined; page === undefined || page.length === PAGE;) {
        page = await ask(producer, { subject, ask: { after: known.at(-1) ?? '' } }, ContractsSchema);
        known.push(...page);
      }
      return known;
    },
    told: (producer, subject, of) => ask(producer, { subject, ask: of }, ToldOfContractSchema),
  };
}
