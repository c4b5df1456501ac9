import { Controller } from '@nestjs/common';
import { ContractActivatedV1, type ActiveContract } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/nats';
import type { Tx } from '@ringvirkning/persistence';
import { TakeInContractHandler } from './take-in-contract.handler.js';

@Controller()
export class ContractActivatedConsumer {
  constructor(private readonly handler: TakeInContractHandler) {}

  @On(ContractActivatedV1)
  async activated(events: readonly EventEnvelope<ActiveContract>[], tx: Tx): Promise<void> {
    for (const event of events) await this.handler.execute(tx, event.data);
  }
}
