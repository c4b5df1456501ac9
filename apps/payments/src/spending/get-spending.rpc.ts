import { Controller } from '@nestjs/common';
import { Answers } from '@ringvirkning/outbox';
import { GetSpendingV1, type Spending } from '@ringvirkning/payments-api';
import { SpendingHandler } from './spending.handler.js';

@Controller()
export class GetSpendingRpc {
  constructor(private readonly spending: SpendingHandler) {}

  @Answers(GetSpendingV1)
  answer({ contractId, isSettled }: { contractId: string; isSettled: boolean }): Promise<Spending> {
    return this.spending.of(contractId, isSettled);
  }
}
