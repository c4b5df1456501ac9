import type { IncomingMessage } from 'node:http';
import { Controller, Param, Post, Query, Req } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { AcceptsStream, Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { EnrolledManySchema, EnrolmentPreviewSchema } from '@ringvirkning/outcomes-api';
import { z } from 'zod';
import { WORKBOOK } from '../../receiving/receive-rows.js';
import { EnrolFileHandler } from './enrol-file.handler.js';

const LanguageQuerySchema = z.object({ language: z.enum(['da', 'en']).default('da') });

@Controller('contracts/:contractId/enrolments')
export class EnrolmentsController {
  constructor(private readonly enrolFile: EnrolFileHandler) {}

  @Post()
  @Permit('outcomes.enrol')
  @AcceptsStream('text/csv', WORKBOOK)
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

  @Post('preview')
  @Permit('outcomes.enrol')
  @AcceptsStream('text/csv', WORKBOOK)
  @Describe({
    summary: 'What enrolling the people of a file would say; nobody is enrolled, and the look is logged',
    da: 'Hvad indskrivning af borgerne i en fil ville svare; ingen indskrives, og opslaget logges',
    response: EnrolmentPreviewSchema,
    status: 201,
  })
  preview(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Query({ schema: LanguageQuerySchema }) { language }: z.output<typeof LanguageQuerySchema>,
    @Req() request: IncomingMessage,
    @CurrentActor() person: Person,
  ) {
    return this.enrolFile.preview(contractId, request, person, language);
  }
}
