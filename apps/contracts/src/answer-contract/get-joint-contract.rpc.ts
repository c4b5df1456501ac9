import { Controller } from '@nestjs/common';
import { GetJointContractV1, type JointContract } from '@ringvirkning/contracts-api';
import { Answers } from '@ringvirkning/nats';
import { ViewContractHandler } from '../view-contract/view-contract.handler.js';

@Controller()
export class GetJointContractRpc {
  constructor(private readonly view: ViewContractHandler) {}

  @Answers(GetJointContractV1)
  answer({ contractId }: { contractId: string }): Promise<JointContract> {
    return this.view.joint(contractId);
  }
}
