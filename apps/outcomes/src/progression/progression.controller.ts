import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  MeasurementRecordedSchema,
  MeasurementRequestSchema,
  PersonProgressionSchema,
  ProgressionSchema,
} from '@ringvirkning/outcomes-api';
import type { z } from 'zod';
import { CohortProgressionHandler } from './cohort/cohort-progression.handler.js';
import { ViewPathHandler } from './path/view-path.handler.js';
import { RecordScoreHandler } from './record/record-score.handler.js';

const ID = { schema: IdSchema };

@Controller()
export class ProgressionController {
  constructor(
    private readonly record: RecordScoreHandler,
    private readonly path: ViewPathHandler,
    private readonly cohort: CohortProgressionHandler,
  ) {}

  @Post('participants/:participantId/measurements')
  @Permit('progression.record')
  @Describe({
    summary: 'Records a score for the dialogue with the citizen, or corrects one by a new one; it never pays',
    da: 'Registrerer en score til dialogen med borgeren, eller retter en med en ny; den udløser aldrig betaling',
    response: MeasurementRecordedSchema,
    status: 201,
  })
  add(
    @Param('participantId', ID) participantId: string,
    @Body({ schema: MeasurementRequestSchema }) request: z.output<typeof MeasurementRequestSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.record.execute(participantId, request, person);
  }

  @Get('participants/:participantId/progression')
  @Permit('progression.read')
  @Describe({
    summary:
      "One person's path over the steps of the contract's scales, with small steps and notes; the look is logged",
    da: 'Én borgers vej over trinnene på kontraktens skalaer, med små skridt og noter; opslaget logges',
    response: PersonProgressionSchema,
  })
  one(@Param('participantId', ID) participantId: string, @CurrentActor() person: Person) {
    return this.path.execute(participantId, person);
  }

  @Get('contracts/:contractId/progression')
  @Permit('outcomes.read')
  @Describe({
    summary: 'How many stand on each step at each planned measurement; small cells are withheld from outsiders',
    da: 'Hvor mange der står på hvert trin ved hver planlagt måling; små celler vises ikke for udenforstående',
    response: ProgressionSchema,
  })
  all(@Param('contractId', ID) contractId: string, @CurrentActor() person: Person) {
    return this.cohort.execute(contractId, person);
  }
}
