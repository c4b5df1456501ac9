import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { TemplatesHandler } from './templates.handler.js';
import { WORKBOOK } from './receive-rows.js';

const QuerySchema = z.object({
  as: z.enum(['csv', 'xlsx']).default('xlsx'),
  language: z.enum(['da', 'en']).default('da'),
});
const MEDIA = { csv: 'text/csv; charset=utf-8', xlsx: WORKBOOK } as const;

@Controller('contracts/:contractId')
export class TemplatesController {
  constructor(private readonly templates: TemplatesHandler) {}

  @Get('imports/template')
  @Permit('outcomes.import')
  @Describe({
    summary: 'A file of claims to fill in, made for the contract',
    da: 'En fil med resultater til udfyldelse, lavet til kontrakten',
    produces: ['text/csv', WORKBOOK],
  })
  claims(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Query({ schema: QuerySchema }) { as, language }: z.output<typeof QuerySchema>,
  ) {
    return this.templates.claims(contractId, as, language).then(download(`resultater.${as}`, MEDIA[as]));
  }

  @Get('enrolments/template')
  @Permit('outcomes.enrol')
  @Describe({
    summary: 'A file of people to fill in, made for the contract',
    da: 'En fil med borgere til udfyldelse, lavet til kontrakten',
    produces: ['text/csv', WORKBOOK],
  })
  people(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Query({ schema: QuerySchema }) { as, language }: z.output<typeof QuerySchema>,
  ) {
    return this.templates.people(contractId, as, language).then(download(`borgere.${as}`, MEDIA[as]));
  }
}

const download = (name: string, type: string) => (bytes: Uint8Array) =>
  new StreamableFile(bytes, { type, disposition: `attachment; filename="${name}"`, length: bytes.length });
