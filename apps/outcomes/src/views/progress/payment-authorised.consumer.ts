import { Controller } from '@nestjs/common';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/outbox';
import { PaymentAuthorisedV1, type PaymentAuthorised } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { ClaimAuditStore } from '../../persistence/claim-audit.store.js';
import { PublishProgressHandler } from './publish-progress.handler.js';

@Controller()
export class PaymentAuthorisedConsumer {
  constructor(
    private readonly handler: PublishProgressHandler,
    private readonly audit: ClaimAuditStore,
  ) {}

  @On(PaymentAuthorisedV1)
  async authorised(events: readonly EventEnvelope<PaymentAuthorised>[], tx: Tx): Promise<void> {
    for (const { data } of events) {
      await this.audit.addRun(tx, data);
      await this.handler.execute(tx, data);
    }
  }
}
