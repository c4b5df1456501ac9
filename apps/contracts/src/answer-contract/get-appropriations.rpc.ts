import { Controller } from '@nestjs/common';
import { GetAppropriationsV1, type Appropriations } from '@ringvirkning/contracts-api';
import { Answers } from '@ringvirkning/nats';
import { ViewContractHandler } from '../view-contract/view-contract.handler.js';

@Controller()
export class GetAppropriationsRpc {
  constructor(private readonly view: ViewContractHandler) {}

  @Answers(GetAppropriationsV1)
  answer({ contractId }: { contractId: string }): Promise<Appropriations> {
    return this.view.appropriations(contractId);
  }
}
