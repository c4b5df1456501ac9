import { Inject, Injectable } from '@nestjs/common';
import { BulkStepStore } from '../persistence/bulk-step.store.js';
import { ContractStore } from '../persistence/contract.store.js';

/** What steps over many claims store with. */
@Injectable()
export class BulkStores {
  constructor(
    @Inject(ContractStore) readonly contracts: ContractStore,
    @Inject(BulkStepStore) readonly steps: BulkStepStore,
  ) {}
}
