import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  AmendmentQuerySchema,
  AmendmentsSchema,
  ContractVersionCreatedSchema,
  type AmendmentQuery,
} from '@ringvirkning/contracts-api';
import { AcceptsText, Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { DOCUMENTS } from '../draft-contract/draft.controller.js';
import { ProposeAmendmentHandler } from './propose-amendment.handler.js';
import { ViewAmendmentsHandler } from './view-amendments.handler.js';

@Controller(':id/amendments')
export class AmendmentsController {
  constructor(
    private readonly proposal: ProposeAmendmentHandler,
    private readonly view: ViewAmendmentsHandler,
  ) {}

  @Post()
  @Permit('contracts.create')
  @AcceptsText(...DOCUMENTS)
  @Describe({
    summary:
      'Proposes other terms for a contract in force, from a day on: a draft that is signed and put in force as contracts are',
    da: 'Foreslår andre vilkår for en kontrakt i kraft fra en dag: et udkast, der underskrives og sættes i kraft som kontrakter',
    response: ContractVersionCreatedSchema,
    status: 201,
  })
  async propose(
    @Param('id', { schema: IdSchema }) id: string,
    @Query({ schema: AmendmentQuerySchema }) { from }: AmendmentQuery,
    @Body() text: string | undefined,
    @CurrentActor() { name: author }: Person,
    @Headers('content-type') mediaType = '',
  ) {
    return this.proposal.execute(id, { text, mediaType, author }, from);
  }

  @Get()
  @Permit('contracts.read')
  @Describe({
    summary: 'The versions that were put in force, from when, why and by whom; and the amendment in the making',
    da: 'De versioner, der er sat i kraft, fra hvornår, hvorfor og af hvem; og tillægget under udarbejdelse',
    response: AmendmentsSchema,
  })
  amendments(@Param('id', { schema: IdSchema }) id: string) {
    return this.view.execute(id);
  }
}
