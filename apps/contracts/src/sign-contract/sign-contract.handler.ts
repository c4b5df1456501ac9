import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { SignedOff, SignOffRequest } from '@ringvirkning/contracts-api';
import { evolve, missingSignOffs, signOff } from '@ringvirkning/contracts-domain';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import { Database } from '@ringvirkning/persistence';
import { Post } from '../joint/post.js';
import { ContractStore } from '../persistence/contract.store.js';
import { signerOf } from '../signer.js';

@Injectable()
export class SignContractHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly post: Post,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly metrics: DomainMetrics,
  ) {}

  async execute(contractId: string, request: SignOffRequest, person: Person): Promise<SignedOff> {
    const result = await this.db.transaction(async (tx) => {
      const stored = await this.contracts.lock(tx, contractId);
      const { contract } = stored;
      const fact = signOff(contract, request, signerOf(person), this.clock.now());
      await this.contracts.addSignOff(tx, contractId, fact);
      await this.post.signedOff(tx, stored, fact.signOff);
      const { organisation: _, ...given } = fact.signOff;
      return {
        id: contractId,
        version: fact.version,
        signOff: { ...given, version: fact.version },
        missing: [...missingSignOffs(evolve(contract, fact))],
      };
    });
    this.metrics.count('contracts_signed_off', { role: request.role });
    return result;
  }
}
