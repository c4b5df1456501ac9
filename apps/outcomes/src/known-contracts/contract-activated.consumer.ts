import { Controller } from '@nestjs/common';
import { ContractActivatedV1, type ActiveContract } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/nats';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';

@Controller()
export class ContractActivatedConsumer {
  constructor(private readonly contracts: ContractStore) {}

  @On(ContractActivatedV1)
  async keep(events: readonly EventEnvelope<ActiveContract>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.contracts.put(tx, data);
  }
}
