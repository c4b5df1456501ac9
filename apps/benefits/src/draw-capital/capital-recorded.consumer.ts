import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/nats';
import { CapitalRecordedV1, type CapitalRecorded } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { BookCapitalHandler } from './book-capital.handler.js';

@Controller()
export class CapitalRecordedConsumer {
  constructor(private readonly handler: BookCapitalHandler) {}

  @On(CapitalRecordedV1)
  recorded(events: readonly EventEnvelope<CapitalRecorded>[], tx: Tx): Promise<void> {
    return this.handler.consume(
      tx,
      events.map((event) => event.data),
    );
  }
}
