import { Body, Controller, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { SignedOffSchema, SignOffRequestSchema, type SignOffRequest } from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { SignContractHandler } from './sign-contract.handler.js';

@Controller(':id/sign-offs')
export class SignOffsController {
  constructor(private readonly sign: SignContractHandler) {}

  @Post()
  @Permit('contracts.sign')
  @Describe({
    summary: 'Signs the current version off for a party; the first sign-off freezes it',
    da: 'Godkender den gældende version for en part; den første godkendelse låser den',
    response: SignedOffSchema,
    status: 201,
  })
  add(
    @Param('id', { schema: IdSchema }) id: string,
    @Body({ schema: SignOffRequestSchema }) request: SignOffRequest,
    @CurrentActor() person: Person,
  ) {
    return this.sign.execute(id, request, person);
  }
}
