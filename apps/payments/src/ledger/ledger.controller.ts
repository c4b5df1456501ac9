import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe, PageQuerySchema } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { PaymentLedgerBalancesSchema, PaymentLedgerPageSchema } from '@ringvirkning/payments-api';
import { z } from 'zod';
import { LedgerHandler } from './ledger.handler.js';

const EntriesQuerySchema = PageQuerySchema.extend({ contractId: IdSchema.optional() });
const fields = z.array(z.enum(['account', 'party', 'counterparty', 'budgetYear', 'outcome', 'followUp']));
const BalancesQuerySchema = z.object({
  contractId: IdSchema.optional(),
  groupBy: z
    .string()
    .default('account,party,counterparty,budgetYear')
    .transform((text) => text.split(','))
    .pipe(fields),
});

@Controller('ledger')
export class LedgerController {
  constructor(private readonly ledger: LedgerHandler) {}

  @Get('entries')
  @Permit('payments.read')
  @Describe({
    summary: 'Booked entries in the order of booking',
    da: 'Posteringer i den rækkefølge, de er bogført',
    response: PaymentLedgerPageSchema,
  })
  entries(
    @Query({ schema: EntriesQuerySchema }) query: z.output<typeof EntriesQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.ledger.entries(query, person);
  }

  @Get('balances')
  @Permit('payments.read')
  @Describe({
    summary: 'Balances by account and dimensions',
    da: 'Saldi pr. konto og dimension',
    response: PaymentLedgerBalancesSchema,
  })
  balances(
    @Query({ schema: BalancesQuerySchema }) { contractId, groupBy }: z.output<typeof BalancesQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.ledger.balances(contractId, groupBy, person);
  }
}
