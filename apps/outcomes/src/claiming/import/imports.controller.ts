import type { IncomingMessage } from 'node:http';
import { Controller, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { AcceptsStream, Describe, eventStream } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { LOGGER, type Logger } from '@ringvirkning/observability';
import { DigestSchema, ImportReportSchema } from '@ringvirkning/outcomes-api';
import { z } from 'zod';
import { WORKBOOK } from '../../receiving/receive-rows.js';
import { ImportHandler } from './import.handler.js';

const ImportQuerySchema = z.object({
  mode: z.enum(['claim', 'preview']).default('claim'),
  digest: DigestSchema.optional(),
  language: z.enum(['da', 'en']).default('da'),
});

@Controller('contracts/:contractId/imports')
export class ImportsController {
  constructor(
    private readonly importClaims: ImportHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A caller who accepts events is told how far it is. */
  @Post()
  @Permit('outcomes.import')
  @AcceptsStream('text/csv', 'application/x-ndjson', 'application/zip', WORKBOOK, 'application/octet-stream')
  @Describe({
    summary:
      'Claims from a file (CSV, JSON lines, XLSX, or a zip of one of them with its evidence); good rows are kept, each bad one is told with row and column. `mode=preview` stores nothing, `digest` takes only what was looked through; with Accept: text/event-stream its progress is told',
    da: 'Melder resultater fra en fil (CSV, JSON-linjer, XLSX eller en zip med dokumentation); gode rækker beholdes, fejl meldes med række og kolonne. `mode=preview` gemmer intet, `digest` tager kun det gennemsete; med Accept: text/event-stream meldes fremdrift',
    response: ImportReportSchema,
    status: 201,
  })
  add(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Query({ schema: ImportQuerySchema }) query: z.output<typeof ImportQuerySchema>,
    @Req() request: IncomingMessage,
    @CurrentActor() person: Person,
  ) {
    if (!request.headers.accept?.includes('text/event-stream'))
      return this.importClaims.execute(contractId, request, person, query);
    return eventStream(this.logger, (tell) => this.importClaims.execute(contractId, request, person, query, tell));
  }
}
