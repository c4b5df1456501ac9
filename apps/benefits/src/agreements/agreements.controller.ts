import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  AgreementDueSchema,
  AgreementSimulationSchema,
  BenefitAgreementDetailSchema,
  BenefitAgreementSchema,
  BenefitAgreementsSchema,
  DueQuerySchema,
  SignAgreementSchema,
  type SignAgreement,
} from '@ringvirkning/benefits-api';
import { agreementJsonSchema } from '@ringvirkning/benefits-domain';
import { AcceptsText, Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import type { z } from 'zod';
import { DraftAgreementHandler } from './draft-agreement.handler.js';
import { ReadAgreement } from './read-agreement.js';
import { ViewAgreementsHandler } from './view-agreements.handler.js';

const id = { schema: IdSchema };

@Controller()
export class AgreementsController {
  constructor(
    private readonly drafting: DraftAgreementHandler,
    private readonly reading: ReadAgreement,
    private readonly viewing: ViewAgreementsHandler,
  ) {}

  @Post('contracts/:contractId/agreements')
  @Permit('benefits.draft-agreements')
  @AcceptsText('application/yaml', 'application/json')
  @Describe({
    summary: 'Draft a version of a benefit-sharing agreement',
    da: 'Lav et udkast til en gevinstdelingsaftale',
    response: BenefitAgreementSchema,
  })
  async draft(
    @Param('contractId', id) contractId: string,
    @Body() text: string | undefined,
    @CurrentActor() person: Person,
  ) {
    return this.drafting.draft(contractId, await this.reading.from(contractId, text), person);
  }

  @Post('contracts/:contractId/agreements/simulation')
  @Permit('benefits.draft-agreements')
  @AcceptsText('application/yaml', 'application/json')
  @Describe({
    summary: 'What a benefit-sharing agreement would give over its whole period; nothing is kept',
    da: 'Hvad en gevinstdelingsaftale ville give i hele sin periode; intet gemmes',
    response: AgreementSimulationSchema,
    status: 200,
  })
  async tryOut(
    @Param('contractId', id) contractId: string,
    @Body() text: string | undefined,
    @CurrentActor() person: Person,
  ) {
    return this.viewing.simulate(contractId, (await this.reading.from(contractId, text)).agreement, person);
  }

  @Get('contracts/:contractId/agreements')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'Benefit-sharing agreements of a contract',
    da: 'Kontraktens gevinstdelingsaftaler',
    response: BenefitAgreementsSchema,
  })
  list(@Param('contractId', id) contractId: string, @CurrentActor() person: Person) {
    return this.viewing.list(contractId, person);
  }

  @Get('agreements/schema')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'JSON Schema of the benefit-sharing agreement document',
    da: 'JSON Schema for gevinstdelingsaftalens dokument',
  })
  schema() {
    return agreementJsonSchema();
  }

  @Get('agreements/:id')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'A benefit-sharing agreement with its text',
    da: 'En gevinstdelingsaftale med sin tekst',
    response: BenefitAgreementDetailSchema,
  })
  one(@Param('id', id) agreementId: string, @CurrentActor() person: Person) {
    return this.viewing.one(agreementId, person);
  }

  @Get('agreements/:id/simulation')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'What the agreement would give over its whole period, on realised and forecast figures',
    da: 'Hvad aftalen ville give i hele sin periode, på realiserede og forventede tal',
    response: AgreementSimulationSchema,
  })
  simulate(@Param('id', id) agreementId: string, @CurrentActor() person: Person) {
    return this.viewing.simulateStored(agreementId, person);
  }

  @Get('agreements/:id/due')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: 'What the agreement gives on all realised so far, minus what was settled',
    da: 'Hvad aftalen giver på alt realiseret hidtil, minus det, der er afregnet',
    response: AgreementDueSchema,
  })
  due(
    @Param('id', id) agreementId: string,
    @Query({ schema: DueQuerySchema }) { through }: z.output<typeof DueQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.viewing.dueNow(agreementId, through, person);
  }

  @Post('agreements/:id/signatures')
  @Permit('benefits.sign-agreements')
  @Describe({
    summary: 'Sign the agreement for a side',
    da: 'Underskriv aftalen for en part',
    response: BenefitAgreementSchema,
  })
  sign(
    @Param('id', id) agreementId: string,
    @Body({ schema: SignAgreementSchema }) signature: SignAgreement,
    @CurrentActor() person: Person,
  ) {
    return this.drafting.sign(agreementId, signature, person);
  }
}
