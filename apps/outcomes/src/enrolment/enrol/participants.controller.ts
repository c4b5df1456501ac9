import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  EnrolledSchema,
  EnrolRequestSchema,
  ParticipantPageSchema,
  ParticipantSearchSchema,
  ParticipantsFoundSchema,
  type EnrolRequest,
} from '@ringvirkning/outcomes-api';
import type { z } from 'zod';
import { PeopleQuerySchema, ViewParticipantsHandler } from '../../views/claims/view-participants.handler.js';
import { EnrolHandler } from './enrol.handler.js';

@Controller('contracts/:contractId/participants')
export class ParticipantsController {
  constructor(
    private readonly enrol: EnrolHandler,
    private readonly view: ViewParticipantsHandler,
  ) {}

  @Post()
  @Permit('outcomes.enrol')
  @Describe({
    summary: 'Enrols a person; the CPR number is checked and not stored',
    da: 'Indskriver en borger; CPR-nummeret kontrolleres og gemmes ikke',
    response: EnrolledSchema,
    status: 201,
  })
  add(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Body({ schema: EnrolRequestSchema }) request: EnrolRequest,
    @CurrentActor() person: Person,
  ) {
    return this.enrol.execute(contractId, request, person);
  }

  @Post('search')
  @Permit('people.read')
  @Describe({
    summary: 'People of a contract by a part of a pseudonym or own key; every look is logged',
    da: 'Borgere i en kontrakt efter en del af pseudonym eller egen nøgle; hvert opslag logges',
    response: ParticipantsFoundSchema,
    status: 200,
  })
  search(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Body({ schema: ParticipantSearchSchema }) request: z.output<typeof ParticipantSearchSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.view.search(contractId, request, person);
  }

  @Get()
  @Permit('people.read')
  @Describe({
    summary: 'People of a contract; every look is logged',
    da: 'Borgere i en kontrakt; hvert opslag logges',
    response: ParticipantPageSchema,
  })
  page(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Query({ schema: PeopleQuerySchema }) query: z.output<typeof PeopleQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.view.execute(contractId, query, person);
  }
}
