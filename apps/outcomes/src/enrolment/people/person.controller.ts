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
  type DepartureRequest,
  type MoveRequest,
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
    @Body({ schema: DepartureRequestSchema }) request: DepartureRequest,
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
  readmit(@Param('participantId', ID) participantId: string, @CurrentActor() person: Person) {
    return this.change.leave(participantId, null, person);
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
    @Body({ schema: MoveRequestSchema }) request: MoveRequest,
    @CurrentActor() person: Person,
  ) {
    return this.change.move(participantId, request, person);
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
