import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { LoadPlanSchema, PlanComparisonSchema, type LoadPlan } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ComparePlanHandler } from './compare-plan.handler.js';
import { LoadPlanHandler } from './load-plan.handler.js';

@Controller('contracts/:contractId/plan')
export class PlanController {
  constructor(
    private readonly loading: LoadPlanHandler,
    private readonly comparing: ComparePlanHandler,
  ) {}

  @Post()
  @Permit('benefits.manage-models')
  @Describe({
    summary: 'Keep a filled SØM result table as the plan of a contract',
    da: 'Gem en udfyldt SØM-resultattabel som kontraktens plan',
    response: PlanComparisonSchema,
  })
  async keep(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Body({ schema: LoadPlanSchema }) sent: LoadPlan,
  ) {
    await this.loading.execute(contractId, sent);
    return this.comparing.execute(contractId);
  }

  @Get()
  @Permit('benefits.read')
  @Describe({
    summary: 'The plan beside the books, per purse and year',
    da: 'Planen ved siden af bøgerne, pr. kasse og år',
    response: PlanComparisonSchema,
  })
  compare(@Param('contractId', { schema: IdSchema }) contractId: string) {
    return this.comparing.execute(contractId);
  }
}
