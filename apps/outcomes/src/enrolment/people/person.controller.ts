import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  ClosedSchema,
  ClosingRequestSchema,
  DepartureRequestSchema,
  MoveRequestSchema,
  ParticipantChangedSchema,
  PersonDetailsSchema,
  PlacedSchema,
  PlaceRequestSchema,
  ReadmissionRequestSchema,
  type PlaceRequest,
  type ReadmissionRequest,
} from '@ringvirkning/outcomes-api';
import type { z } from 'zod';
import { ViewPersonHandler } from '../../views/claims/view-person.handler.js';
import { ChangePersonHandler } from './change-person.handler.js';

const ID = { schema: IdSchema };

@Controller('participants/:participantId')
export class PersonController {
  constructor(
    private readonly view: ViewPersonHandler,
    private readonly change: ChangePersonHandler,
  ) {}

  @Get()
  @Permit('people.read')
  @Describe({
    summary: 'One person in a contract with claims, follow-ups and history; the look is logged',
    da: 'Én borger i en kontrakt med resultater, opfølgninger og forløb; opslaget logges',
    response: PersonDetailsSchema,
  })
  one(@Param('participantId', ID) participantId: string, @CurrentActor() person: Person) {
    return this.view.execute(participantId, person);
  }

  @Post('departure')
  @Permit('outcomes.enrol')
  @Describe({
    summary: 'The person left: at the planned end, or as a drop-out, with a reason by code',
    da: 'Borgeren er stoppet: som planlagt, eller som frafald, med en årsag efter kode',
    response: ParticipantChangedSchema,
    status: 201,
  })
  leave(
    @Param('participantId', ID) participantId: string,
    @Body({ schema: DepartureRequestSchema }) request: z.output<typeof DepartureRequestSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.change.leave(participantId, request, person);
  }

  @Post('readmission')
  @Permit('outcomes.enrol')
  @Describe({
    summary: 'The person is back, or never left',
    da: 'Borgeren er tilbage, eller er aldrig stoppet',
    response: ParticipantChangedSchema,
    status: 201,
  })
  readmit(
    @Param('participantId', ID) participantId: string,
    @Body({ schema: ReadmissionRequestSchema }) request: ReadmissionRequest,
    @CurrentActor() person: Person,
  ) {
    return this.change.readmit(participantId, request, person);
  }

  @Post('moves')
  @Permit('outcomes.enrol')
  @Describe({
    summary: 'From a day on another municipality pays for what is not final yet',
    da: 'Fra en dag betaler en anden kommune for det, der ikke er endeligt',
    response: ParticipantChangedSchema,
    status: 201,
  })
  move(
    @Param('participantId', ID) participantId: string,
    @Body({ schema: MoveRequestSchema }) request: z.output<typeof MoveRequestSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.change.move(participantId, request, person);
  }

  @Post('place')
  @Permit('outcomes.enrol')
  @Describe({
    summary:
      'Corrects group, cohort, referral or start as they should have been from the enrolment, with a reason by code',
    da: 'Retter målgruppe, årgang, henvisning eller start, som de skulle have været fra indskrivningen, med en årsag efter kode',
    response: PlacedSchema,
    status: 201,
  })
  place(
    @Param('participantId', ID) participantId: string,
    @Body({ schema: PlaceRequestSchema }) request: PlaceRequest,
    @CurrentActor() person: Person,
  ) {
    return this.change.place(participantId, request, person);
  }

  @Post('follow-ups')
  @Permit('outcomes.claim')
  @Describe({
    summary: 'Closes a follow-up that was not reached, or opens it again',
    da: 'Afslutter en opfølgning, der ikke blev nået, eller åbner den igen',
    response: ClosedSchema,
    status: 201,
  })
  close(
    @Param('participantId', ID) participantId: string,
    @Body({ schema: ClosingRequestSchema }) request: z.output<typeof ClosingRequestSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.change.close(participantId, request, person);
  }
}
