import { Injectable } from '@nestjs/common';
import { GetAppropriationsV1 } from '@ringvirkning/contracts-api';
import { DomainError, parseMinor, type Currency } from '@ringvirkning/kernel';
import { Requests } from '@ringvirkning/outbox';
import { DomainMetrics } from '@ringvirkning/observability';
import { mustBeAppropriated, type Appropriated, type BudgetYear } from '@ringvirkning/payments-domain';

/** What the council has set aside for a contract: the contracts service keeps it. */
@Injectable()
export class Appropriations {
  constructor(
    private readonly requests: Requests,
    private readonly metrics: DomainMetrics,
  ) {
    this.countStopped(0);
  }

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

  /** @throws DomainError `payments.beyond-appropriation` with what is missing in each budget year; it is counted. */
  mustCover(years: readonly BudgetYear[], currency: Currency): void {
    try {
      mustBeAppropriated(years, currency);
    } catch (error) {
      this.countStopped(1);
      throw error;
    }
  }

  /** It stands at nothing from the start: a counter that begins at one has not risen. */
  private countStopped(by: number): void {
    this.metrics.count('payments_stopped', { reason: 'appropriation' }, by);
  }
}
