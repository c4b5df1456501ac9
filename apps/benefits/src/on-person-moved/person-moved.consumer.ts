import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/nats';
import { PersonMovedV1, type PersonMoved } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { MovePersonHandler } from './move-person.handler.js';

@Controller()
export class PersonMovedConsumer {
  constructor(private readonly handler: MovePersonHandler) {}

  @On(PersonMovedV1)
  moved(events: readonly EventEnvelope<PersonMoved>[], tx: Tx): Promise<void> {
    return this.handler.execute(
      tx,
      events.map((event) => event.data),
    );
  }
}
