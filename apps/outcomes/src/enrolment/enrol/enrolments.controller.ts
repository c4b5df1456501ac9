import type { IncomingMessage } from 'node:http';
import { Controller, Param, Post, Req } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { AcceptsStream, Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { EnrolledManySchema } from '@ringvirkning/outcomes-api';
import { EnrolFileHandler } from './enrol-file.handler.js';

@Controller('contracts/:contractId/enrolments')
export class EnrolmentsController {
  constructor(private readonly enrolFile: EnrolFileHandler) {}

  @Post()
  @Permit('outcomes.enrol')
  @AcceptsStream('text/csv')
  @Describe({
    summary: 'Enrols the people of a file: all of them, or nobody, with each row that is to be mended',
    da: 'Indskriver borgerne i en fil: dem alle, eller ingen, med hver række der skal rettes',
    response: EnrolledManySchema,
    status: 201,
  })
  add(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Req() request: IncomingMessage,
    @CurrentActor() person: Person,
  ) {
    return this.enrolFile.execute(contractId, request, person);
  }
}
