import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { BudgetSchema } from '@ringvirkning/payments-api';
import { ViewBudgetHandler } from './view-budget.handler.js';

const id = { schema: IdSchema };

@Controller()
export class BudgetsController {
  constructor(private readonly budgets: ViewBudgetHandler) {}

  @Get('runs/:id/appropriations')
  @Permit('payments.read')
  @Describe({
    summary: 'What the appropriations hold when the run is authorised, by payer and budget year',
    da: 'Hvad bevillingerne rummer, når kørslen anvises, pr. betaler og budgetår',
    response: BudgetSchema,
  })
  ofRun(@Param('id', id) runId: string, @CurrentActor() person: Person) {
    return this.budgets.ofRun(runId, person);
  }

  @Get('due/:id/appropriations')
  @Permit('payments.read-due')
  @Describe({
    summary: 'What our own appropriation holds when the claim is authorised, by budget year',
    da: 'Hvad vores egen bevilling rummer, når betalingskravet anvises, pr. budgetår',
    response: BudgetSchema,
  })
  ofDue(@Param('id', id) dueId: string) {
    return this.budgets.ofDue(dueId);
  }
}
