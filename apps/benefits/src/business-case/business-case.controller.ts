import { Controller, Get, Param } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { BusinessCaseSchema } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ViewBusinessCaseHandler } from './view-business-case.handler.js';

@Controller('contracts/:contractId/business-case')
export class BusinessCaseController {
  constructor(private readonly handler: ViewBusinessCaseHandler) {}

  @Get()
  @Permit('benefits.read')
  @Describe({
    summary: 'Yearly costs and gains, present value and payback',
    da: 'Årlige udgifter og gevinster, nutidsværdi og tilbagebetalingsår',
    response: BusinessCaseSchema,
  })
  view(@Param('contractId', { schema: IdSchema }) contractId: string) {
    return this.handler.execute(contractId);
  }
}
