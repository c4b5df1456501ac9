import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/outbox';
import {
  MemberChangedV1,
  PartnerMessagesReceivedV1,
  PartnerMessagesSettledV1,
  type MemberChanged,
  eachSettled,
  type PartnerMessagesReceived,
  type PartnerMessagesSettled,
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

  @On(PartnerMessagesReceivedV1)
  async received(events: readonly EventEnvelope<PartnerMessagesReceived>[], tx: Tx): Promise<void> {
    for (const event of events) await this.hear.execute(tx, event);
  }

  @On(PartnerMessagesSettledV1)
  async settled(events: readonly EventEnvelope<PartnerMessagesSettled>[], tx: Tx): Promise<void> {
    for (const { to, id, outcome } of events.flatMap(({ data }) => eachSettled(data)))
      await this.partners.settle(tx, to, id, outcome);
  }
}
