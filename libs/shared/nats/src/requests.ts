import type { RequestType } from '@ringvirkning/message';
import type { Broker } from './broker.js';
import { answeredAt } from './names.js';
import { decodeAnswer, unavailable } from './rpc-wire.js';
import { correlationHeaders } from './trace.js';

/** Puts questions to other services over core NATS. */
export class Requests {
  constructor(
    private readonly broker: Broker,
    private readonly declared: readonly RequestType<unknown, unknown>[],
  ) {}

  /**
   * Asks and waits for the answer (2 s unless told).
   * @throws DomainError as the responder threw it; `rpc.unavailable` when nobody answers in time or the broker is away,
   * Error for a request that the service does not declare.
   */
  async ask<Q, R>(
    type: RequestType<Q, R>,
    request: Q,
    { timeoutMs = 2_000 }: { timeoutMs?: number | undefined } = {},
  ): Promise<R> {
    if (!this.declared.some(({ subject }) => subject === type.subject))
      throw new Error(`${type.subject} is not declared among the requests asked`);
    if (!this.broker.isConnected()) throw unavailable(type);
    const body = JSON.stringify(type.request.parse(request));
    const connection = await this.broker.connection();
    const answer = connection.request(type.subject, body, {
      timeout: timeoutMs,
      headers: correlationHeaders(),
      ...answeredAt(this.broker.service, type.responder),
    });
    const message = await this.unlessLost(answer).catch((cause: unknown) => {
      throw Object.assign(unavailable(type), { cause });
    });
    return decodeAnswer(type, message.json());
  }

  /** The client goes on waiting for an answer when the connection is lost, though nobody keeps one. */
  private unlessLost<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const forget = this.broker.onDisconnect(() => reject(new Error('the connection was lost')));
      void answer.then(resolve, reject).finally(forget);
    });
  }
}
