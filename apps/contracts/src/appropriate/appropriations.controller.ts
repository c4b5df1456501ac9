import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  AppropriationRequestSchema,
  AppropriationSchema,
  CarryOverRequestSchema,
  CarryOverSchema,
  ContractBudgetSchema,
  CorrectionRequestSchema,
  RiskDecisionRequestSchema,
  RiskDecisionSchema,
  type AppropriationRequest,
  type CarryOverRequest,
  type CorrectionRequest,
  type RiskDecisionRequest,
} from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { AppropriateHandler } from './appropriate.handler.js';
import { CarryRiskHandler } from './carry-risk.handler.js';
import { ViewBudgetHandler } from './view-budget.handler.js';

const id = { schema: IdSchema };

@Controller(':id')
export class AppropriationsController {
  constructor(
    private readonly appropriate: AppropriateHandler,
    private readonly risk: CarryRiskHandler,
    private readonly budget: ViewBudgetHandler,
  ) {}

  @Get('budget')
  @Permit('contracts.read-budget')
  @Describe({
    summary: 'The contract by payer and budget year: appropriated, committed, spent, left, what lapses',
    da: 'Kontrakten pr. betaler og budgetår: bevilget, forpligtet, anvist, tilbage, og hvad der bortfalder',
    response: ContractBudgetSchema,
  })
  view(@Param('id', id) contractId: string, @CurrentActor() person: Person) {
    return this.budget.execute(contractId, person);
  }

  @Post('appropriations')
  @Permit('contracts.activate')
  @Describe({
    summary: "Records a payer's appropriation for one budget year; beside the budget with its decision and financing",
    da: 'Registrerer en betalers bevilling for et budgetår; en tillægsbevilling med beslutning og finansiering',
    response: AppropriationSchema,
    status: 201,
  })
  add(
    @Param('id', id) contractId: string,
    @Body({ schema: AppropriationRequestSchema }) request: AppropriationRequest,
  ) {
    return this.appropriate.execute(contractId, request);
  }

  @Post('corrections')
  @Permit('contracts.activate')
  @Describe({
    summary: 'Takes back what is not spent of an appropriation, by a counter-entry',
    da: 'Tager det, der ikke er anvist af en bevilling, tilbage med en modpostering',
    response: AppropriationSchema,
    status: 201,
  })
  correct(@Param('id', id) contractId: string, @Body({ schema: CorrectionRequestSchema }) request: CorrectionRequest) {
    return this.appropriate.correct(contractId, request);
  }

  @Post('carry-overs')
  @Permit('contracts.activate')
  @Describe({
    summary: 'Carries over what the council has decided, from one budget year into the next',
    da: 'Overfører det, kommunalbestyrelsen har besluttet, fra et budgetår til det næste',
    response: CarryOverSchema,
    status: 201,
  })
  carryOver(@Param('id', id) contractId: string, @Body({ schema: CarryOverRequestSchema }) request: CarryOverRequest) {
    return this.appropriate.carryOver(contractId, request);
  }

  @Post('risk-decisions')
  @Permit('contracts.activate')
  @Describe({
    summary: "Records the council's decision to let the contract come into force without full cover of this year",
    da: 'Registrerer kommunalbestyrelsens beslutning om at lade kontrakten træde i kraft uden fuld dækning i år',
    response: RiskDecisionSchema,
    status: 201,
  })
  decideRisk(
    @Param('id', id) contractId: string,
    @Body({ schema: RiskDecisionRequestSchema }) request: RiskDecisionRequest,
  ) {
    return this.risk.execute(contractId, request);
  }
}
