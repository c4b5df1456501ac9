import { Controller } from '@nestjs/common';
import { BenefitsMessageBookedV1 } from '@ringvirkning/benefits-api';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import { JointContractActivatedV1, type JointContract } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On, Outbox } from '@ringvirkning/outbox';
import {
  benefitsBooked,
  benefitsGained,
  PartnerMessageReceivedV1,
  PartnerMessageSettledV1,
  type PartnerMessageReceived,
  type PartnerMessageSettled,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { TakeStatementHandler } from '../hearing/take-statement.handler.js';
import { HearBookedHandler } from '../telling/hear-booked.handler.js';

/** What partners tell benefits: what we gain by contracts that they lead, and what they booked of ours. */
@Controller()
export class PartnerPostConsumer {
  constructor(
    private readonly statements: TakeStatementHandler,
    private readonly answers: HearBookedHandler,
    private readonly mirror: ContractMirror,
    private readonly outbox: Outbox,
  ) {}

  @On(PartnerMessageReceivedV1)
  async received(events: readonly EventEnvelope<PartnerMessageReceived>[], tx: Tx): Promise<void> {
    for (const event of events) {
      const { data } = event;
      if (data.type === benefitsGained.name) await this.statements.execute(tx, data);
      else if (data.type === benefitsBooked.name) await this.answers.answered(tx, data);
      else continue;
      const { from, number, id } = data;
      await this.outbox.add(tx, BenefitsMessageBookedV1, { key: from, data: { from, number, id }, causedBy: event });
    }
  }

  @On(PartnerMessageSettledV1)
  async settled(events: readonly EventEnvelope<PartnerMessageSettled>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.answers.settled(tx, data);
  }

  @On(JointContractActivatedV1)
  async activated(events: readonly EventEnvelope<JointContract>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.mirror.keep(tx, data);
  }
}
