import { Controller } from '@nestjs/common';
import { Answers } from '@ringvirkning/nats';
import { GetOpenClaimsV1, type OpenClaims } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import { ClaimViewStore } from '../persistence/claim-view.store.js';

@Controller()
export class GetOpenClaimsRpc {
  constructor(
    private readonly db: Database,
    private readonly claims: ClaimViewStore,
  ) {}

  @Answers(GetOpenClaimsV1)
  answer({ contractId }: { contractId: string }): Promise<OpenClaims> {
    return this.db.read((tx) => this.claims.standing(tx, contractId));
  }
}
