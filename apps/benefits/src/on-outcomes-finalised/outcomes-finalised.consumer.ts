import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/nats';
import { OutcomesFinalisedV1, type OutcomesFinalised } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { ConsumeOutcomesHandler } from './consume-outcomes.handler.js';

@Controller()
export class OutcomesFinalisedConsumer {
  constructor(private readonly handler: ConsumeOutcomesHandler) {}

  @On(OutcomesFinalisedV1)
  finalised(events: readonly EventEnvelope<OutcomesFinalised>[], tx: Tx): Promise<void> {
    return this.handler.execute(
      tx,
      events.map((event) => event.data),
    );
  }
}
