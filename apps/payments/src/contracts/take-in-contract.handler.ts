import { Injectable } from '@nestjs/common';
import { GetContractV1, type ActiveContract } from '@ringvirkning/contracts-api';
import { Requests } from '@ringvirkning/outbox';
import type { Tx } from '@ringvirkning/persistence';
import { frozenTerms, termsDigest } from '@ringvirkning/terms';
import { termsDiffer } from '../errors.js';
import { ContractStore, type Contract } from '../persistence/contract.store.js';

/** Contracts reach payments by event; where an outcome overtakes its contract, payments asks for it. */
@Injectable()
export class TakeInContractHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly requests: Requests,
  ) {}

  /** @throws DomainError `payments.terms-digest-differs`, `terms.frozen-invalid`. */
  async execute(tx: Tx, contract: ActiveContract): Promise<void> {
    if (termsDigest(frozenTerms(contract.terms)) !== contract.termsDigest) throw termsDiffer(contract.ref);
    await this.contracts.add(tx, contract);
  }

  /** Holds contracts until the transaction ends and returns them; one that has not come yet is asked for. @throws DomainError as the contracts service answers. */
  async locked(tx: Tx, contractIds: readonly string[]): Promise<ReadonlyMap<string, Contract>> {
    await this.contracts.lock(tx, contractIds);
    const contracts = new Map<string, Contract>();
    for (const id of new Set(contractIds))
      contracts.set(id, (await this.contracts.find(tx, id)) ?? (await this.ask(tx, id)));
    return contracts;
  }

  private async ask(tx: Tx, contractId: string): Promise<Contract> {
    await this.execute(tx, await this.requests.ask(GetContractV1, { contractId }));
    return (await this.contracts.find(tx, contractId))!;
  }
}
