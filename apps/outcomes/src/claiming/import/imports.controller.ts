import type { IncomingMessage } from 'node:http';
import { Controller, Param, Post, Query, Req } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { AcceptsStream, Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ImportReportSchema } from '@ringvirkning/outcomes-api';
import { z } from 'zod';
import { ImportHandler } from './import.handler.js';

const ImportQuerySchema = z.object({ mode: z.literal('claim').default('claim') });

@Controller('contracts/:contractId/imports')
export class ImportsController {
  constructor(private readonly importClaims: ImportHandler) {}

  @Post()
  @Permit('outcomes.import')
  @AcceptsStream('text/csv', 'application/x-ndjson')
  @Describe({
    summary: 'Claims from a file; good rows are kept, each bad one is told with row and column',
    da: 'Melder resultater fra en fil; gode rækker beholdes, fejl meldes med række og kolonne',
    response: ImportReportSchema,
    status: 201,
  })
  add(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Query({ schema: ImportQuerySchema }) _query: z.output<typeof ImportQuerySchema>,
    @Req() request: IncomingMessage,
    @CurrentActor() person: Person,
  ) {
    return this.importClaims.execute(contractId, request, person);
  }
}
