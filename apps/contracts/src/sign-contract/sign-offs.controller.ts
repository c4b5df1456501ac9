import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  SignedOffSchema,
  SignedSignOffQuerySchema,
  SignedSignOffSchema,
  SignOffRequestSchema,
  type SignedSignOffQuery,
  type SignOffRequest,
} from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { SignContractHandler } from './sign-contract.handler.js';
import { ViewSignedHandler } from './view-signed.handler.js';

@Controller(':id/sign-offs')
export class SignOffsController {
  constructor(
    private readonly sign: SignContractHandler,
    private readonly signed: ViewSignedHandler,
  ) {}

  @Get('signed')
  @Permit('contracts.read')
  @Describe({
    summary: 'A sign-off as one file that proves itself: what was said, the terms, what was read, and the signature',
    da: 'En godkendelse som én fil, der beviser sig selv: det sagte, vilkårene, det læste og signaturen',
    response: SignedSignOffSchema,
  })
  file(
    @Param('id', { schema: IdSchema }) id: string,
    @Query({ schema: SignedSignOffQuerySchema }) which: SignedSignOffQuery,
  ) {
    return this.signed.execute(id, which);
  }

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
