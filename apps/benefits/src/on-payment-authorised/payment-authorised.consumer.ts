import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/nats';
import {
  DueAuthorisedV1,
  PaymentAuthorisedV1,
  type DueAuthorised,
  type PaymentAuthorised,
} from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { BookPaymentsHandler } from './book-payments.handler.js';

@Controller()
export class PaymentAuthorisedConsumer {
  constructor(private readonly handler: BookPaymentsHandler) {}

  @On(PaymentAuthorisedV1)
  authorised(events: readonly EventEnvelope<PaymentAuthorised>[], tx: Tx): Promise<void> {
    return this.handler.consume(
      tx,
      events.map((event) => event.data),
    );
  }

  @On(DueAuthorisedV1)
  dueAuthorised(events: readonly EventEnvelope<DueAuthorised>[], tx: Tx): Promise<void> {
    return this.handler.consumeDue(
      tx,
      events.map((event) => event.data),
    );
  }
}
