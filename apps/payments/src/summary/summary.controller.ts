import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { PaymentSummarySchema } from '@ringvirkning/payments-api';
import { z } from 'zod';
import { SummaryHandler } from './summary.handler.js';

const QuerySchema = z.object({ asOf: LocalDateSchema.optional() });

@Controller()
export class SummaryController {
  constructor(private readonly summary: SummaryHandler) {}

  @Get('contracts/:contractId/summary')
  @Permit('payments.read')
  @Describe({
    summary: 'Earned, payable and paid as of a day, explained line by line',
    da: 'Optjent, betalbart og betalt pr. en dag, forklaret linje for linje',
    response: PaymentSummarySchema,
  })
  one(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Query({ schema: QuerySchema }) { asOf }: z.output<typeof QuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.summary.execute(contractId, asOf, person);
  }
}
