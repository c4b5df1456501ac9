import { Controller, Inject } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/outbox';
import {
  eachSettled,
  PartnerMessagesSettledV1,
  personMoved,
  type PartnerMessagesSettled,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { MoveToldStore } from '../persistence/move-told.store.js';

/** What has become of what partners were told. */
@Controller()
export class PartnerPostConsumer {
  constructor(
    private readonly told: MoveToldStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @On(PartnerMessagesSettledV1)
  async settled(events: readonly EventEnvelope<PartnerMessagesSettled>[], tx: Tx): Promise<void> {
    for (const { to, id, type, outcome } of events.flatMap(({ data }) => eachSettled(data)))
      if (type === personMoved.name) await this.told.settle(tx, to, id, outcome, this.clock.now());
  }
}
