import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ClaimDetailsSchema, ClaimPageSchema, ClaimRequestSchema, ClaimSchema } from '@ringvirkning/outcomes-api';
import type { z } from 'zod';
import { ClaimsQuerySchema, ViewClaimsHandler } from '../../views/claims/view-claims.handler.js';
import { ClaimHandler } from './claim.handler.js';

@Controller()
export class ClaimsController {
  constructor(
    private readonly claim: ClaimHandler,
    private readonly view: ViewClaimsHandler,
  ) {}

  @Post('contracts/:contractId/claims')
  @Permit('outcomes.claim')
  @Describe({
    summary: 'Claims an outcome for a person; the answer tells what the automatic checks say',
    da: 'Melder et resultat for en borger; svaret fortæller, hvad de automatiske kontroller siger',
    response: ClaimSchema,
    status: 201,
  })
  add(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Body({ schema: ClaimRequestSchema }) request: z.output<typeof ClaimRequestSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.claim.execute(contractId, request, person);
  }

  @Get('contracts/:contractId/claims')
  @Permit('people.read')
  @Describe({
    summary: 'Claims of a contract, by status or person; every look is logged',
    da: 'Resultater i en kontrakt, efter status eller borger; hvert opslag logges',
    response: ClaimPageSchema,
  })
  page(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Query({ schema: ClaimsQuerySchema }) query: z.output<typeof ClaimsQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.view.page(contractId, query, person);
  }

  @Get('claims/:claimId')
  @Permit('people.read')
  @Describe({
    summary: 'One claim with its history and objections; the look is logged',
    da: 'Ét resultat med historik og indsigelser; opslaget logges',
    response: ClaimDetailsSchema,
  })
  one(@Param('claimId', { schema: IdSchema }) claimId: string, @CurrentActor() person: Person) {
    return this.view.details(claimId, person);
  }
}
