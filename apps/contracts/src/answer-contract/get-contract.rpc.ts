import { Controller } from '@nestjs/common';
import { GetContractV1, type ActiveContract } from '@ringvirkning/contracts-api';
import { Answers } from '@ringvirkning/nats';
import { ViewContractHandler } from '../view-contract/view-contract.handler.js';

@Controller()
export class GetContractRpc {
  constructor(private readonly view: ViewContractHandler) {}

  @Answers(GetContractV1)
  answer({ contractId }: { contractId: string }): Promise<ActiveContract> {
    return this.view.active(contractId);
  }
}
