import { Controller } from '@nestjs/common';
import { ContractActivatedV1, type ActiveContract } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/outbox';
import type { Tx } from '@ringvirkning/persistence';
import { ContractMirror } from './contract-mirror.js';

@Controller()
export class ContractActivatedConsumer {
  constructor(private readonly mirror: ContractMirror) {}

  @On(ContractActivatedV1)
  async activated(events: readonly EventEnvelope<ActiveContract>[], tx: Tx): Promise<void> {
    for (const { data } of events) await this.mirror.keep(tx, data);
  }
}
