import { Controller } from '@nestjs/common';
import { BenefitsMessagesBookedV1, BenefitsMessagesQueuedV1 } from '@ringvirkning/benefits-api';
import { ContractsMessagesBookedV1, ContractsMessagesQueuedV1 } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/nats';
import { OutcomesMessagesBookedV1, OutcomesMessagesQueuedV1 } from '@ringvirkning/outcomes-api';
import type { PartnerMessagesBooked, PartnerMessagesQueued } from '@ringvirkning/partnership-api';
import { PaymentsMessagesBookedV1, PaymentsMessagesQueuedV1 } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { TakePostHandler } from './take-post.handler.js';

/** What the services of this instance have to tell partners, and what they have booked of what partners told them. */
@Controller()
export class PostConsumer {
  constructor(private readonly handler: TakePostHandler) {}

  @On(ContractsMessagesQueuedV1)
  ofContracts(events: readonly EventEnvelope<PartnerMessagesQueued>[], tx: Tx): Promise<void> {
    return this.handler.give(tx, events);
  }

  @On(PaymentsMessagesQueuedV1)
  ofPayments(events: readonly EventEnvelope<PartnerMessagesQueued>[], tx: Tx): Promise<void> {
    return this.handler.give(tx, events);
  }

  @On(BenefitsMessagesQueuedV1)
  ofBenefits(events: readonly EventEnvelope<PartnerMessagesQueued>[], tx: Tx): Promise<void> {
    return this.handler.give(tx, events);
  }

  @On(OutcomesMessagesQueuedV1)
  ofOutcomes(events: readonly EventEnvelope<PartnerMessagesQueued>[], tx: Tx): Promise<void> {
    return this.handler.give(tx, events);
  }

  @On(ContractsMessagesBookedV1)
  bookedByContracts(events: readonly EventEnvelope<PartnerMessagesBooked>[], tx: Tx): Promise<void> {
    return this.handler.book(tx, events);
  }

  @On(PaymentsMessagesBookedV1)
  bookedByPayments(events: readonly EventEnvelope<PartnerMessagesBooked>[], tx: Tx): Promise<void> {
    return this.handler.book(tx, events);
  }

  @On(BenefitsMessagesBookedV1)
  bookedByBenefits(events: readonly EventEnvelope<PartnerMessagesBooked>[], tx: Tx): Promise<void> {
    return this.handler.book(tx, events);
  }

  @On(OutcomesMessagesBookedV1)
  bookedByOutcomes(events: readonly EventEnvelope<PartnerMessagesBooked>[], tx: Tx): Promise<void> {
    return this.handler.book(tx, events);
  }
}
