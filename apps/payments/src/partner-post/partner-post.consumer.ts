import { Controller } from '@nestjs/common';
import { JointContractActivatedV1, type JointContract } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On, Outbox } from '@ringvirkning/outbox';
import {
  paymentDueAnswered,
  paymentDueClaimed,
  PartnerMessageReceivedV1,
  PartnerMessageSettledV1,
  type PartnerMessageReceived,
  type PartnerMessageSettled,
} from '@ringvirkning/partnership-api';
import { PaymentsMessageBookedV1 } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { HearAnswerHandler } from '../partner-claims/hear-answer.handler.js';
import { HearDeliveryHandler } from '../partner-claims/hear-delivery.handler.js';
import { JointContractStore } from '../persistence/joint-contract.store.js';
import { TakeClaimHandler } from '../dues/take-claim.handler.js';

/** What partners tell payments: their claims, and their answers to ours; and which contracts they lead. */
@Controller()
export class PartnerPostConsumer {
  constructor(
    private readonly claims: TakeClaimHandler,
    private readonly answers: HearAnswerHandler,
    private readonly deliveries: HearDeliveryHandler,
    private readonly joint: JointContractStore,
    private readonly outbox: Outbox,
  ) {}

  @On(PartnerMessageReceivedV1)
  async received(events: readonly EventEnvelope<PartnerMessageReceived>[], tx: Tx): Promise<void> {
    for (const event of events) {
      const { data } = event;
      if (data.type === paymentDueClaimed.name) await this.claims.execute(tx, data);
      else if (data.type === paymentDueAnswered.name) await this.answers.execute(tx, data);
      else continue;
      const { from, number, id } = data;
      await this.outbox.add(tx, PaymentsMessageBookedV1, { key: from, data: { from, number, id }, causedBy: event });
    }
  }

  @On(PartnerMessageSettledV1)
  async settled(events: readonly EventEnvelope<PartnerMessageSettled>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.deliveries.execute(tx, data);
  }

  @On(JointContractActivatedV1)
  async activated(events: readonly EventEnvelope<JointContract>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.joint.put(tx, data);
  }
}
