import { Controller, Inject } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import { OutcomesMessagesBookedV1 } from '@ringvirkning/outcomes-api';
import { On, Outbox } from '@ringvirkning/outbox';
import {
  eachSettled,
  hearEach,
  moveRefused,
  PartnerMessagesReceivedV1,
  PartnerMessagesSettledV1,
  personMoved,
  type PartnerMessageReceived,
  type PartnerMessagesReceived,
  type PartnerMessagesSettled,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { MoveToldStore } from '../persistence/move-told.store.js';

/** What has become of what partners were told: whether it has come, and whether they take it for true. */
@Controller()
export class PartnerPostConsumer {
  constructor(
    private readonly told: MoveToldStore,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @On(PartnerMessagesReceivedV1)
  async received(events: readonly EventEnvelope<PartnerMessagesReceived>[], tx: Tx): Promise<void> {
    for (const event of events) {
      const booked = await hearEach(event.data, (message) => this.hear(tx, message));
      if (booked)
        await this.outbox.add(tx, OutcomesMessagesBookedV1, { key: booked.from, data: booked, causedBy: event });
    }
  }

  private async hear(tx: Tx, { from, type, content }: PartnerMessageReceived): Promise<boolean> {
    if (type !== moveRefused.name) return false;
    await this.told.refuse(tx, from, moveRefused.content.parse(content), this.clock.now());
    return true;
  }

  @On(PartnerMessagesSettledV1)
  async settled(events: readonly EventEnvelope<PartnerMessagesSettled>[], tx: Tx): Promise<void> {
    for (const { to, id, type, outcome } of events.flatMap(({ data }) => eachSettled(data)))
      if (type === personMoved.name) await this.told.settle(tx, to, id, outcome, this.clock.now());
  }
}
