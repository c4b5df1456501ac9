import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { BudgetsQuerySchema, MunicipalBudgetSchema, type BudgetsQuery } from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { ViewBudgetsHandler } from './view-budgets.handler.js';

@Controller('budgets')
export class BudgetsController {
  constructor(private readonly budgets: ViewBudgetsHandler) {}

  @Get()
  @Permit('contracts.read-budget')
  @Describe({
    summary: 'All contracts in force by budget year, municipality and department; at most ten years at a time',
    da: 'Alle kontrakter i kraft pr. budgetår, kommune og afdeling; højst ti år ad gangen',
    response: MunicipalBudgetSchema,
  })
  view(@Query({ schema: BudgetsQuerySchema }) { from, years }: BudgetsQuery, @CurrentActor() person: Person) {
    return this.budgets.execute(from, from + years - 1, person);
  }
}
