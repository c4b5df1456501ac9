import { Injectable } from '@nestjs/common';
import { Outbox } from '@ringvirkning/outbox';
import { ContractStore } from '../persistence/contract.store.js';
import { SampleStore } from '../persistence/sample.store.js';
import { SampledClaimsStore } from '../persistence/sampled-claims.store.js';

/** Where samples and what they are drawn from are kept, and from where they are told. */
@Injectable()
export class SampleRecords {
  constructor(
    readonly contracts: ContractStore,
    readonly samples: SampleStore,
    readonly claims: SampledClaimsStore,
    readonly outbox: Outbox,
  ) {}
}
