import { Injectable } from '@nestjs/common';
import { GetOpenClaimsV1, type OpenClaims } from '@ringvirkning/outcomes-api';
import { Requests } from '@ringvirkning/outbox';

/** How far the claims of a contract have come: the outcomes service keeps them. */
@Injectable()
export class ClaimsAsked {
  constructor(private readonly requests: Requests) {}

  /** @throws DomainError `rpc.unavailable` when it cannot be asked */
  of = (contractId: string): Promise<OpenClaims> => this.requests.ask(GetOpenClaimsV1, { contractId });
}
