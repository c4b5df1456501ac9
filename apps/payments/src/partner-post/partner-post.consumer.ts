import { Controller, Inject } from '@nestjs/common';
import { JointContractActivatedV1, type JointContract } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On, Outbox } from '@ringvirkning/outbox';
import {
  paymentAnswerRefused,
  paymentDueAnswered,
  paymentDueClaimed,
  personMoved,
  PartnerMessagesReceivedV1,
  PartnerMessagesSettledV1,
  eachSettled,
  hearEach,
  type PartnerMessageReceived,
  type PartnerMessagesReceived,
  type PartnerMessagesSettled,
} from '@ringvirkning/partnership-api';
import { PaymentsMessagesBookedV1 } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { HearAnswerHandler } from '../partner-claims/hear-answer.handler.js';
import { HearDeliveryHandler } from '../partner-claims/hear-delivery.handler.js';
import { HearMoveHandler } from '../moved-citizens/hear-move.handler.js';
import { JointContractStore } from '../persistence/joint-contract.store.js';
import { HearRefusalHandler } from '../dues/hear-refusal.handler.js';
import { TakeClaimHandler } from '../dues/take-claim.handler.js';

/** What partners tell payments: their claims, their answers to ours, that they cannot take ours, and who moved; and which contracts they lead. */
@Controller()
export class PartnerPostConsumer {
  constructor(
    private readonly claims: TakeClaimHandler,
    private readonly answers: HearAnswerHandler,
    private readonly refusals: HearRefusalHandler,
    private readonly moves: HearMoveHandler,
    private readonly deliveries: HearDeliveryHandler,
    private readonly joint: JointContractStore,
    private readonly outbox: Outbox,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  @On(PartnerMessagesReceivedV1)
  async received(events: readonly EventEnvelope<PartnerMessagesReceived>[], tx: Tx): Promise<void> {
    for (const event of events) {
      const booked = await hearEach(event.data, (message) => this.hear(tx, message));
      if (booked)
        await this.outbox.add(tx, PaymentsMessagesBookedV1, { key: booked.from, data: booked, causedBy: event });
    }
  }

  private async hear(tx: Tx, message: PartnerMessageReceived): Promise<boolean> {
    if (message.type === paymentDueClaimed.name) await this.claims.execute(tx, message);
    else if (message.type === paymentDueAnswered.name) await this.answers.execute(tx, message);
    else if (message.type === paymentAnswerRefused.name) await this.refusals.execute(tx, message);
    else if (message.type === personMoved.name) await this.moves.execute(tx, message);
    else return false;
    return true;
  }

  @On(PartnerMessagesSettledV1)
  async settled(events: readonly EventEnvelope<PartnerMessagesSettled>[], tx: Tx): Promise<void> {
    for (const message of events.flatMap(({ data }) => eachSettled(data))) await this.deliveries.execute(tx, message);
  }

  @On(JointContractActivatedV1)
  async activated(events: readonly EventEnvelope<JointContract>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.joint.put(tx, data, this.config.INSTANCE_ID);
  }
}
