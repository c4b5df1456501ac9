import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { ContractDetailsSchema, ContractPageSchema, ContractWorkListSchema } from '@ringvirkning/contracts-api';
import { Describe, PageQuerySchema, type PageQuery } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ViewContractHandler } from './view-contract.handler.js';
import { ViewContractsHandler } from './view-contracts.handler.js';
import { ViewWorkListHandler } from './view-work-list.handler.js';

@Controller()
export class ContractsController {
  constructor(
    private readonly list: ViewContractsHandler,
    private readonly view: ViewContractHandler,
    private readonly work: ViewWorkListHandler,
  ) {}

  @Get()
  @Permit('contracts.read')
  @Describe({
    summary: 'Contracts the caller may see, newest first',
    da: 'Kontrakter du har adgang til, nyeste først',
    response: ContractPageSchema,
  })
  page(@Query({ schema: PageQuerySchema }) query: PageQuery) {
    return this.list.execute(query);
  }

  @Get('work-list')
  @Permit('contracts.read')
  @Describe({
    summary: 'Sign-offs that wait for the caller, and contracts ready to be put in force',
    da: 'Godkendelser der venter på dig, og kontrakter klar til ikrafttrædelse',
    response: ContractWorkListSchema,
  })
  workList(@CurrentActor() person: Person) {
    return this.work.execute(person);
  }

  @Get(':id')
  @Permit('contracts.read')
  @Describe({
    summary: 'One contract: terms, parties, sign-offs, appropriations, versions',
    da: 'Én kontrakt: vilkår, parter, godkendelser, bevillinger, versioner',
    response: ContractDetailsSchema,
  })
  one(@Param('id', { schema: IdSchema }) id: string) {
    return this.view.details(id);
  }
}
