import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/outbox';
import {
  OutcomesFinalisedV1,
  OutcomesReversedV1,
  type OutcomesFinalised,
  type OutcomesReversed,
} from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { AccrueOutcomesHandler } from './accrue-outcomes.handler.js';
import { ReverseAccrualsHandler } from './reverse-accruals.handler.js';

@Controller()
export class OutcomesConsumer {
  constructor(
    private readonly accrue: AccrueOutcomesHandler,
    private readonly reverse: ReverseAccrualsHandler,
  ) {}

  @On(OutcomesFinalisedV1)
  finalised(events: readonly EventEnvelope<OutcomesFinalised>[], tx: Tx): Promise<void> {
    return this.accrue.execute(tx, events);
  }

  @On(OutcomesReversedV1)
  reversed(events: readonly EventEnvelope<OutcomesReversed>[], tx: Tx): Promise<void> {
    return this.reverse.execute(tx, events);
  }
}
