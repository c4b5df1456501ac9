import { Server, type MessageHandler } from '@nestjs/microservices';
import type { RequestType, ServiceName } from '@ringvirkning/message';
import { DomainError } from '@ringvirkning/kernel';
import type { Msg, Subscription } from '@nats-io/transport-node';
import type { Broker } from './broker.js';
import { REQUEST_REPLY } from './decorators.js';
import { checkHandlers, invoke, messageOf } from './handlers.js';
import { callerAt } from './names.js';
import { encodeError, encodeReply, parseRequest } from './rpc-wire.js';
import { originOf, withOrigin } from './trace.js';

/** Nest transport that answers requests on core NATS; replicas of a service share the work. */
export class RequestReplyTransport extends Server {
  override readonly transportId = REQUEST_REPLY;
  private subscriptions: Subscription[] = [];
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly broker: Broker,
    private readonly service: ServiceName,
    private readonly declared: readonly RequestType<unknown, unknown>[],
  ) {
    super();
  }

  /** Does not wait for the broker: answering begins when it is reached. */
  listen(callback: (error?: unknown) => void): void {
    try {
      checkHandlers('@Answers', this.declared, this.messageHandlers);
    } catch (error) {
      callback(error);
      return;
    }
    void this.broker.connection().then(
      (connection) => {
        this.subscriptions = [...this.messageHandlers].map(([subject, handler]) =>
          connection.subscribe(subject, {
            queue: this.service,
            callback: (error, message) => {
              // Whoever asks chooses where the answer goes: it goes to an inbox, and not where this service publishes.
              if (!error && callerAt(message.reply, this.service)) this.track(this.answer(handler, message));
            },
          }),
        );
      },
      () => undefined,
    );
    callback();
  }

  async close(): Promise<void> {
    if (this.broker.isConnected())
      await Promise.all(this.subscriptions.map((subscription) => subscription.drain().catch(() => undefined)));
    await Promise.all(this.running);
  }

  override on(): void {}
  override unwrap<T>(): T {
    return this.broker as T;
  }

  private track(answering: Promise<void>): void {
    this.running.add(answering);
    void answering.finally(() => this.running.delete(answering));
  }

  private async answer(handler: MessageHandler, message: Msg): Promise<void> {
    const type = messageOf(handler) as RequestType<unknown, unknown>;
    try {
      const reply = await withOrigin(type.subject, originOf(message.headers), () =>
        invoke(handler, parseRequest(type, message.json())),
      );
      message.respond(encodeReply(type.reply.parse(reply)));
    } catch (error) {
      if (!(error instanceof DomainError)) this.logger.error(error);
      message.respond(encodeError(error));
    }
  }
}
