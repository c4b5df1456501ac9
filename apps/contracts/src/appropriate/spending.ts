import { Injectable } from '@nestjs/common';
import { parseMinor } from '@ringvirkning/kernel';
import { Requests } from '@ringvirkning/outbox';
import { GetAllSpendingV1, GetSpendingV1, type AllSpending } from '@ringvirkning/payments-api';

/** What is spent of a payer's budget year, and what is in runs that are not authorised yet; minor units. */
export interface Spent {
  readonly payer: string;
  readonly budgetYear: number;
  readonly spent: bigint;
  readonly due: bigint;
  readonly verified: bigint;
}

export interface SpentInContract extends Omit<Spent, 'due' | 'verified'> {
  readonly contractId: string;
}

/** What has been paid by a contract: the payments service keeps it. */
@Injectable()
export class Spending {
  constructor(private readonly requests: Requests) {}

  /** @throws DomainError `rpc.unavailable` when the payments service cannot be asked */
  of = (contractId: string): Promise<readonly Spent[]> => this.ask(contractId, false);

  /** While nobody authorises a payment. @throws DomainError the same, and `payments.being-authorised` */
  settled = (contractId: string): Promise<readonly Spent[]> => this.ask(contractId, true);

  /** Of all contracts, in these budget years. @throws DomainError `rpc.unavailable` when the payments service cannot be asked */
  async between(from: number, to: number): Promise<readonly SpentInContract[]> {
    const all: SpentInContract[] = [];
    for (let after: string | null = null; ;) {
      const { years, next }: AllSpending = await this.requests.ask(GetAllSpendingV1, { from, to, after });
      for (const year of years) all.push({ ...year, spent: parseMinor(year.spent) });
      if (next === null) return all;
      after = next;
    }
  }

  private async ask(contractId: string, isSettled: boolean): Promise<readonly Spent[]> {
    const { years } = await this.requests.ask(GetSpendingV1, { contractId, isSettled });
    return years.map(({ spent, due, verified = '0', ...each }) => ({
      ...{ ...each, spent: parseMinor(spent), due: parseMinor(due), verified: parseMinor(verified) },
    }));
  }
}
