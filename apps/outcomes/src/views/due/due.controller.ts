import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { DuePageSchema, DueSummarySchema } from '@ringvirkning/outcomes-api';
import type { z } from 'zod';
import { DueHandler, DueQuerySchema, DueSummaryQuerySchema } from './due.handler.js';

@Controller('due')
export class DueController {
  constructor(private readonly due: DueHandler) {}

  @Get()
  @Permit('outcomes.read')
  @Describe({
    summary: 'What is due for the caller, by day; the look is logged',
    da: 'Hvad du skal nå, efter dag; opslaget logges',
    response: DuePageSchema,
  })
  page(@Query({ schema: DueQuerySchema }) query: z.output<typeof DueQuerySchema>, @CurrentActor() person: Person) {
    return this.due.page(query, person);
  }

  @Get('summary')
  @Permit('outcomes.read')
  @Describe({
    summary: 'How much is due for the caller: overdue, this week, next week and later, by contract and follow-up',
    da: 'Hvor meget du skal nå: overskredet, denne uge, næste uge og senere, efter kontrakt og opfølgning',
    response: DueSummarySchema,
  })
  summary(
    @Query({ schema: DueSummaryQuerySchema }) { contractId }: z.output<typeof DueSummaryQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.due.summary(contractId, person);
  }
}
