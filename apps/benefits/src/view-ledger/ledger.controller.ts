import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { BenefitLedgerBalancesSchema, BenefitLedgerPageSchema } from '@ringvirkning/benefits-api';
import { Describe, PageQuerySchema } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { ViewLedgerHandler } from './view-ledger.handler.js';

const BalancesQuerySchema = z.object({ contractId: IdSchema.optional() });
const EntriesQuerySchema = PageQuerySchema.extend(BalancesQuerySchema.shape);

@Controller('ledger')
export class LedgerController {
  constructor(private readonly handler: ViewLedgerHandler) {}

  @Get('entries')
  @Permit('benefits.read')
  @Describe({
    summary: 'Entries of the benefits ledger, oldest first',
    da: 'Posteringer i gevinstregnskabet, ældste først',
    response: BenefitLedgerPageSchema,
  })
  entries(
    @Query({ schema: EntriesQuerySchema }) query: z.output<typeof EntriesQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.handler.entries(query, person);
  }

  @Get('balances')
  @Permit('benefits.read')
  @Describe({
    summary: 'Balances of the benefits ledger by all dimensions',
    da: 'Saldi i gevinstregnskabet efter alle dimensioner',
    response: BenefitLedgerBalancesSchema,
  })
  balances(@Query({ schema: BalancesQuerySchema }) { contractId }: z.output<typeof BalancesQuerySchema>) {
    return this.handler.balances(contractId);
  }
}
