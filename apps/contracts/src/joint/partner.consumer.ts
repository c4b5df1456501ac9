import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/outbox';
import {
  MemberChangedV1,
  PartnerMessageReceivedV1,
  PartnerMessageSettledV1,
  type MemberChanged,
  type PartnerMessageReceived,
  type PartnerMessageSettled,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { PartnerStore } from '../persistence/partner.store.js';
import { HearPartnerHandler } from './hear-partner.handler.js';

@Controller()
export class PartnerConsumer {
  constructor(
    private readonly partners: PartnerStore,
    private readonly hear: HearPartnerHandler,
  ) {}

  @On(MemberChangedV1)
  async changed(events: readonly EventEnvelope<MemberChanged>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.partners.put(tx, data);
  }

  @On(PartnerMessageReceivedV1)
  async received(events: readonly EventEnvelope<PartnerMessageReceived>[], tx: Tx): Promise<void> {
    for (const event of events) await this.hear.execute(tx, event);
  }

  @On(PartnerMessageSettledV1)
  async settled(events: readonly EventEnvelope<PartnerMessageSettled>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.partners.settle(tx, data.to, data.id, data.outcome);
  }
}
