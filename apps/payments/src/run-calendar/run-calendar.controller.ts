import { Controller, Get, Param } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { RunCalendarSchema } from '@ringvirkning/payments-api';
import { ViewCalendarHandler } from './view-calendar.handler.js';

@Controller('contracts/:contractId/calendar')
export class RunCalendarController {
  constructor(private readonly view: ViewCalendarHandler) {}

  @Get()
  @Permit('payments.read')
  @Describe({
    summary: 'When the terms make something payable, the last run, and when the next may be expected',
    da: 'Hvornår vilkårene gør noget betalbart, den seneste kørsel, og hvornår den næste kan ventes',
    response: RunCalendarSchema,
  })
  one(@Param('contractId', { schema: IdSchema }) contractId: string) {
    return this.view.execute(contractId);
  }
}
