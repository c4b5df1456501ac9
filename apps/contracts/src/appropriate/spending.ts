import { Injectable } from '@nestjs/common';
import { parseMinor } from '@ringvirkning/kernel';
import { Requests } from '@ringvirkning/outbox';
import { GetSpendingV1 } from '@ringvirkning/payments-api';

/** What is spent of a payer's budget year, and what is in runs that are not authorised yet; minor units. */
export interface Spent {
  readonly payer: string;
  readonly budgetYear: number;
  readonly spent: bigint;
  readonly due: bigint;
}

/** What has been paid by a contract: the payments service keeps it. */
@Injectable()
export class Spending {
  constructor(private readonly requests: Requests) {}

  /** @throws DomainError `rpc.unavailable` when the payments service cannot be asked */
  of = (contractId: string): Promise<readonly Spent[]> => this.ask(contractId, false);

  /** While nobody authorises a payment. @throws DomainError the same, and `payments.being-authorised` */
  settled = (contractId: string): Promise<readonly Spent[]> => this.ask(contractId, true);

  private async ask(contractId: string, isSettled: boolean): Promise<readonly Spent[]> {
    const { years } = await this.requests.ask(GetSpendingV1, { contractId, isSettled });
    return years.map(({ spent, due, ...each }) => ({ ...each, spent: parseMinor(spent), due: parseMinor(due) }));
  }
}
