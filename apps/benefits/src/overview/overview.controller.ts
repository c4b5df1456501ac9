import { Controller, Get, Query } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { FlowsSchema, OverviewQuerySchema, OverviewSchema, type OverviewQuery } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { ViewFlowsHandler } from './view-flows.handler.js';
import { ViewOverviewHandler } from './view-overview.handler.js';

@Controller()
export class OverviewController {
  constructor(
    private readonly overviews: ViewOverviewHandler,
    private readonly flows: ViewFlowsHandler,
  ) {}

  @Get('overview')
  @Permit('benefits.read')
  @Describe({
    summary: 'Who invested, who gained, per silo and budget year',
    da: 'Hvem investerede, og hvem fik gevinsten, pr. silo og budgetår',
    response: OverviewSchema,
  })
  overview(@Query({ schema: OverviewQuerySchema }) query: OverviewQuery) {
    return this.overviews.execute(query);
  }

  @Get('flows')
  @Permit('benefits.read')
  @Describe({
    summary: 'Flows from payer through intervention to purse',
    da: 'Strømme fra betaler gennem indsats til kasse',
    response: FlowsSchema,
  })
  flow(@Query({ schema: OverviewQuerySchema }) query: OverviewQuery) {
    return this.flows.execute(query);
  }
}
