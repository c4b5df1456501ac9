import { Injectable } from '@nestjs/common';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import { DomainError } from '@ringvirkning/kernel';
import { outcomeErrors } from '@ringvirkning/outcomes-domain';

/** The local copy of contracts in force. */
@Injectable()
export class KnownContracts {
  constructor(private readonly mirror: ContractMirror) {}

  /**
   * Makes sure the contract is known before a write. Call it before the transaction.
   * @throws not-found when it is not in force, unavailable when the contracts service cannot be asked.
   */
  require(contractId: string): Promise<void> {
    return this.mirror.require([contractId]).catch((error: unknown) => {
      throw error instanceof DomainError && error.kind === 'not-found' ? outcomeErrors.unknownContract() : error;
    });
  }
}
