import { Controller } from '@nestjs/common';
import { BenefitsMessageBookedV1, BenefitsMessageQueuedV1 } from '@ringvirkning/benefits-api';
import { ContractsMessageBookedV1, ContractsMessageQueuedV1 } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/nats';
import type { PartnerMessageBooked, PartnerMessageQueued } from '@ringvirkning/partnership-api';
import { PaymentsMessageBookedV1, PaymentsMessageQueuedV1 } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { TakePostHandler } from './take-post.handler.js';

/** What the services of this instance have to tell partners, and what they have booked of what partners told them. */
@Controller()
export class PostConsumer {
  constructor(private readonly handler: TakePostHandler) {}

  @On(ContractsMessageQueuedV1)
  ofContracts(events: readonly EventEnvelope<PartnerMessageQueued>[], tx: Tx): Promise<void> {
    return this.handler.give(tx, events);
  }

  @On(PaymentsMessageQueuedV1)
  ofPayments(events: readonly EventEnvelope<PartnerMessageQueued>[], tx: Tx): Promise<void> {
    return this.handler.give(tx, events);
  }

  @On(BenefitsMessageQueuedV1)
  ofBenefits(events: readonly EventEnvelope<PartnerMessageQueued>[], tx: Tx): Promise<void> {
    return this.handler.give(tx, events);
  }

  @On(ContractsMessageBookedV1)
  bookedByContracts(events: readonly EventEnvelope<PartnerMessageBooked>[], tx: Tx): Promise<void> {
    return this.handler.book(tx, events);
  }

  @On(PaymentsMessageBookedV1)
  bookedByPayments(events: readonly EventEnvelope<PartnerMessageBooked>[], tx: Tx): Promise<void> {
    return this.handler.book(tx, events);
  }

  @On(BenefitsMessageBookedV1)
  bookedByBenefits(events: readonly EventEnvelope<PartnerMessageBooked>[], tx: Tx): Promise<void> {
    return this.handler.book(tx, events);
  }
}
