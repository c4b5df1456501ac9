import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/nats';
import { OutcomesReversedV1, type OutcomesReversed } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { TakeBackOutcomesHandler } from './take-back-outcomes.handler.js';

@Controller()
export class OutcomesReversedConsumer {
  constructor(private readonly handler: TakeBackOutcomesHandler) {}

  @On(OutcomesReversedV1)
  reversed(events: readonly EventEnvelope<OutcomesReversed>[], tx: Tx): Promise<void> {
    return this.handler.execute(
      tx,
      events.map((event) => event.data),
    );
  }
}
