import { Controller } from '@nestjs/common';
import { Answers } from '@ringvirkning/outbox';
import { GetAllSpendingV1, GetSpendingV1, type AllSpending, type Spending } from '@ringvirkning/payments-api';
import { SpendingHandler } from './spending.handler.js';

@Controller()
export class GetSpendingRpc {
  constructor(private readonly spending: SpendingHandler) {}

  @Answers(GetSpendingV1)
  answer({ contractId, isSettled }: { contractId: string; isSettled: boolean }): Promise<Spending> {
    return this.spending.of(contractId, isSettled);
  }

  @Answers(GetAllSpendingV1)
  all({ from, to, after }: { from: number; to: number; after: string | null }): Promise<AllSpending> {
    return this.spending.between(from, to, after);
  }
}
