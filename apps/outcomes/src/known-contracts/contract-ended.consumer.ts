import { Controller } from '@nestjs/common';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import { ContractEndedV1, type ContractEnded } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On } from '@ringvirkning/outbox';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';

@Controller()
export class ContractEndedConsumer {
  constructor(
    private readonly mirror: ContractMirror,
    private readonly contracts: ContractStore,
  ) {}

  @On(ContractEndedV1)
  async ended(events: readonly EventEnvelope<ContractEnded>[], tx: Tx): Promise<void> {
    const ended = events.map(({ data }) => data);
    await this.mirror.requireIn(
      tx,
      ended.map(({ contractId }) => contractId),
    );
    await this.contracts.end(tx, ended);
  }
}
