import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  YearEndComparisonSchema,
  YearEndSchema,
  OtherYearEndSheetSchema,
  type OtherYearEndSheet,
} from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { YearEndHandler } from './year-end.handler.js';

const id = { schema: IdSchema };
const YearQuerySchema = z.object({ year: z.coerce.number().int().min(1990).max(2200) });
type YearQuery = z.output<typeof YearQuerySchema>;

@Controller('contracts/:contractId/year-end')
export class YearEndController {
  constructor(private readonly handler: YearEndHandler) {}

  @Get()
  @Permit('benefits.read-agreements')
  @Describe({
    summary:
      'Year-end reconciliation of settlements with another municipality: one sheet, both sides with their digests',
    da: 'Årsafstemning af afregninger med en anden kommune: ét ark, begge sider med fingeraftryk',
    response: YearEndSchema,
  })
  view(
    @Param('contractId', id) contractId: string,
    @Query({ schema: YearQuerySchema }) { year }: YearQuery,
    @CurrentActor() person: Person,
  ) {
    return this.handler.view(contractId, year, person);
  }

  @Post('comparison')
  @Permit('benefits.read-agreements')
  @Describe({
    summary: "The other municipality's sheet beside our books; nothing is kept",
    da: 'Den anden kommunes ark ved siden af vores bøger; intet gemmes',
    response: YearEndComparisonSchema,
    status: 200,
  })
  compare(
    @Param('contractId', id) contractId: string,
    @Body({ schema: OtherYearEndSheetSchema }) sheet: OtherYearEndSheet,
    @CurrentActor() person: Person,
  ) {
    return this.handler.compare(contractId, sheet, person);
  }
}
