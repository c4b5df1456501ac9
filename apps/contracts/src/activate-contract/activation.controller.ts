import { Controller, Param, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { ContractActivationSchema } from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ActivateContractHandler } from './activate-contract.handler.js';

@Controller(':id/activation')
export class ActivationController {
  constructor(private readonly activate: ActivateContractHandler) {}

  @Post()
  @Permit('contracts.activate')
  @Describe({
    summary: 'Puts the contract in force, once every sign-off and appropriation is there',
    da: 'Sætter kontrakten i kraft, når alle godkendelser og bevillinger foreligger',
    response: ContractActivationSchema,
    status: 201,
  })
  run(@Param('id', { schema: IdSchema }) id: string) {
    return this.activate.execute(id);
  }
}
