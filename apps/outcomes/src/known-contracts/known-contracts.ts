import { Injectable } from '@nestjs/common';
import { GetContractV1, type ActiveContract } from '@ringvirkning/contracts-api';
import { DomainError } from '@ringvirkning/kernel';
import { Requests } from '@ringvirkning/nats';
import { outcomeErrors } from '@ringvirkning/outcomes-domain';
import { asSystem, Database } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';

/** The local copy of contracts in force. */
@Injectable()
export class KnownContracts {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly requests: Requests,
  ) {}

  /**
   * Makes sure the contract is known before a write; one that is not yet (its event is late) is asked for once. Call it before the transaction.
   * @throws not-found when it is not in force, unavailable when the contracts service cannot be asked.
   */
  require(contractId: string): Promise<void> {
    return asSystem('outcomes.known-contracts', async () => {
      if (await this.db.read((tx) => this.contracts.exists(tx, contractId))) return;
      const contract = await this.requests.ask(GetContractV1, { contractId }).catch(asUnknown);
      await this.db.transaction((tx) => this.contracts.put(tx, contract));
    });
  }
}

function asUnknown(error: unknown): Promise<ActiveContract> {
  throw error instanceof DomainError && error.kind === 'not-found' ? outcomeErrors.unknownContract() : error;
}
