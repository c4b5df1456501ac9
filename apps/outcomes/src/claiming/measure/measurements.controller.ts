import { Body, Controller, Param, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  MeasurementRecordedSchema,
  MeasurementRequestSchema,
  type MeasurementRequest,
} from '@ringvirkning/outcomes-api';
import { MeasureHandler } from './measure.handler.js';

@Controller('participants/:participantId/measurements')
export class MeasurementsController {
  constructor(private readonly measure: MeasureHandler) {}

  @Post()
  @Permit('outcomes.record')
  @Describe({
    summary: 'Records a score for the dialogue with the citizen',
    da: 'Registrerer en score til dialogen med borgeren',
    response: MeasurementRecordedSchema,
    status: 201,
  })
  add(
    @Param('participantId', { schema: IdSchema }) participantId: string,
    @Body({ schema: MeasurementRequestSchema }) request: MeasurementRequest,
  ) {
    return this.measure.execute(participantId, request);
  }
}
