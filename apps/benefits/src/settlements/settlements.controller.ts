import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  ApproveSettlementSchema,
  DisputeSettlementSchema,
  JournalQuerySchema,
  ProposeSettlementSchema,
  SettlementBundleSchema,
  SettlementSchema,
  SettlementsSchema,
  WithdrawSettlementSchema,
  type ApproveSettlement,
  type DisputeSettlement,
  type WithdrawSettlement,
} from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import type { z } from 'zod';
import { DecideSettlementHandler } from './decide-settlement.handler.js';
import { ProposeSettlementHandler } from './propose-settlement.handler.js';
import { ViewSettlementsHandler, type SettlementFile } from './view-settlements.handler.js';

const id = { schema: IdSchema };
const CSV = 'text/csv; charset=utf-8';

@Controller()
export class SettlementsController {
  constructor(
    private readonly proposing: ProposeSettlementHandler,
    private readonly deciding: DecideSettlementHandler,
    private readonly viewing: ViewSettlementsHandler,
  ) {}

  @Post('agreements/:id/settlements')
  @Permit('benefits.propose-settlements')
  @Describe({
    summary: 'Propose a settlement of what is realised until a budget year',
    da: 'Foreslå en afregning af det, der er realiseret til og med et budgetår',
    response: SettlementSchema,
  })
  propose(
    @Param('id', id) agreementId: string,
    @Body({ schema: ProposeSettlementSchema }) proposal: z.output<typeof ProposeSettlementSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.proposing.execute(agreementId, proposal, person);
  }

  @Get('contracts/:contractId/settlements')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'Settlements of a contract, newest first',
    da: 'Kontraktens afregninger, nyeste først',
    response: SettlementsSchema,
  })
  list(@Param('contractId', id) contractId: string, @CurrentActor() person: Person) {
    return this.viewing.list(contractId, person);
  }

  @Get('settlements/:id')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'A settlement with every transfer explained',
    da: 'En afregning med forklaring af hver overførsel',
    response: SettlementSchema,
  })
  one(@Param('id', id) settlementId: string, @CurrentActor() person: Person) {
    return this.viewing.one(settlementId, person);
  }

  @Post('settlements/:id/approvals')
  @Permit('benefits.approve-settlements')
  @Describe({ summary: 'Approve for a side', da: 'Godkend for en part', response: SettlementSchema })
  approve(
    @Param('id', id) settlementId: string,
    @Body({ schema: ApproveSettlementSchema }) approval: ApproveSettlement,
    @CurrentActor() person: Person,
  ) {
    return this.deciding.approve(settlementId, approval, person);
  }

  @Post('settlements/:id/disputes')
  @Permit('benefits.approve-settlements')
  @Describe({ summary: 'Say for a side what is wrong', da: 'Gør indsigelse for en part', response: SettlementSchema })
  dispute(
    @Param('id', id) settlementId: string,
    @Body({ schema: DisputeSettlementSchema }) dispute: DisputeSettlement,
    @CurrentActor() person: Person,
  ) {
    return this.deciding.dispute(settlementId, dispute, person);
  }

  @Post('settlements/:id/withdrawal')
  @Permit('benefits.propose-settlements')
  @Describe({
    summary: 'Take a proposal back, so that another can be made',
    da: 'Træk et forslag tilbage, så der kan laves et nyt',
    response: SettlementSchema,
  })
  withdraw(
    @Param('id', id) settlementId: string,
    @Body({ schema: WithdrawSettlementSchema }) { reason }: WithdrawSettlement,
    @CurrentActor() person: Person,
  ) {
    return this.deciding.withdraw(settlementId, reason, person);
  }

  @Post('settlements/:id/posting')
  @Permit('benefits.post-settlements')
  @Describe({
    summary: 'Post a settlement that all sides have approved; it is final',
    da: 'Bogfør en afregning, som alle parter har godkendt; den er endelig',
    response: SettlementSchema,
  })
  post(@Param('id', id) settlementId: string, @CurrentActor() person: Person) {
    return this.deciding.finalise(settlementId, person);
  }

  @Get('settlements/:id/statement')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'The statement: every transfer with its reason',
    da: 'Opgørelsen: hver overførsel med sin begrundelse',
    produces: ['text/csv'],
  })
  statement(@Param('id', id) settlementId: string, @CurrentActor() person: Person) {
    return this.viewing.statement(settlementId, person).then(download(CSV));
  }

  @Get('settlements/:id/journal')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'The budget-neutral transfer for the ERP, as CSV or G69',
    da: 'Den budgetneutrale omplacering til økonomisystemet, som CSV eller G69',
    produces: ['text/csv', 'text/plain'],
  })
  journal(
    @Param('id', id) settlementId: string,
    @Query({ schema: JournalQuerySchema }) query: z.output<typeof JournalQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.viewing.journal(settlementId, query, person).then(download(query.as === 'csv' ? CSV : 'text/plain'));
  }

  @Get('settlements/:id/bundle')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'Agreement, figures, result and digests: enough to compute the settlement again',
    da: 'Aftale, tal, resultat og fingeraftryk: nok til at regne afregningen efter',
    response: SettlementBundleSchema,
  })
  bundle(@Param('id', id) settlementId: string, @CurrentActor() person: Person) {
    return this.viewing.bundle(settlementId, person);
  }
}

const download = (type: string) => (file: SettlementFile) => {
  const bytes = Buffer.from(file.text, 'utf8');
  return new StreamableFile(bytes, {
    type,
    disposition: `attachment; filename="${file.name}"`,
    length: bytes.length,
  });
};
