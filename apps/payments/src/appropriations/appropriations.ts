import { Injectable } from '@nestjs/common';
import { GetAppropriationsV1 } from '@ringvirkning/contracts-api';
import { DomainError, parseMinor } from '@ringvirkning/kernel';
import { Requests } from '@ringvirkning/outbox';
import type { Appropriated } from '@ringvirkning/payments-domain';

/** What the council has set aside for a contract: the contracts service keeps it. */
@Injectable()
export class Appropriations {
  constructor(private readonly requests: Requests) {}

  /**
   * Whoever authorises asks while they hold the contract: money may be taken from it too, and who takes it holds it there and asks here. Nothing where the
   * contract is not known yet. @throws DomainError `rpc.unavailable` when the contracts service cannot be asked
   */
  async of(contractId: string): Promise<readonly Appropriated[]> {
    try {
      const { appropriations } = await this.requests.ask(GetAppropriationsV1, { contractId });
      return appropriations.map(({ amount, ...each }) => ({ ...each, amount: parseMinor(amount) }));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') return [];
      throw error;
    }
  }
}
