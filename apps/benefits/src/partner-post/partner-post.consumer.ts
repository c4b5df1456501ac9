import { Controller } from '@nestjs/common';
import { BenefitsMessagesBookedV1 } from '@ringvirkning/benefits-api';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import { JointContractActivatedV1, type JointContract } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On, Outbox } from '@ringvirkning/outbox';
import {
  benefitAgreementAnswered,
  benefitAgreementTold,
  benefitsBooked,
  benefitsGained,
  PartnerMessagesReceivedV1,
  settlementAnswered,
  settlementClaimed,
  PartnerMessagesSettledV1,
  eachSettled,
  hearEach,
  type PartnerMessageReceived,
  type PartnerMessagesReceived,
  type PartnerMessagesSettled,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { AgreementPost } from '../agreements/agreement-post.js';
import { HearClaimAnswerHandler } from '../settlements/hear-claim-answer.handler.js';
import { TakeClaimHandler } from '../settlements/take-claim.handler.js';
import { TakeStatementHandler } from '../hearing/take-statement.handler.js';
import { HearBookedHandler } from '../telling/hear-booked.handler.js';

/** What partners tell benefits: what we gain by contracts that they lead, what they booked of ours, and agreements, claims and answers between us. */
@Controller()
export class PartnerPostConsumer {
  constructor(
    private readonly statements: TakeStatementHandler,
    private readonly answers: HearBookedHandler,
    private readonly agreements: AgreementPost,
    private readonly claims: TakeClaimHandler,
    private readonly claimAnswers: HearClaimAnswerHandler,
    private readonly mirror: ContractMirror,
    private readonly outbox: Outbox,
  ) {}

  @On(PartnerMessagesReceivedV1)
  async received(events: readonly EventEnvelope<PartnerMessagesReceived>[], tx: Tx): Promise<void> {
    for (const event of events) {
      const booked = await hearEach(event.data, (message) => this.hear(tx, message));
      if (booked)
        await this.outbox.add(tx, BenefitsMessagesBookedV1, { key: booked.from, data: booked, causedBy: event });
    }
  }

  private async hear(tx: Tx, message: PartnerMessageReceived): Promise<boolean> {
    if (message.type === benefitsGained.name) await this.statements.execute(tx, message);
    else if (message.type === benefitsBooked.name) await this.answers.answered(tx, message);
    else if (message.type === benefitAgreementTold.name) await this.agreements.take(tx, message);
    else if (message.type === benefitAgreementAnswered.name) await this.agreements.hear(tx, message);
    else if (message.type === settlementClaimed.name) await this.claims.execute(tx, message);
    else if (message.type === settlementAnswered.name) await this.claimAnswers.answered(tx, message);
    else return false;
    return true;
  }

  @On(PartnerMessagesSettledV1)
  async settled(events: readonly EventEnvelope<PartnerMessagesSettled>[], tx: Tx): Promise<void> {
    for (const message of events.flatMap(({ data }) => eachSettled(data))) {
      await this.answers.settled(tx, message);
      await this.claimAnswers.settled(tx, message);
    }
  }

  @On(JointContractActivatedV1)
  async activated(events: readonly EventEnvelope<JointContract>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.mirror.keep(tx, data);
  }
}
