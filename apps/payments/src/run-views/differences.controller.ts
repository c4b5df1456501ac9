import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe, PageQuerySchema } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ClaimChangeSchema, RunClaimPageSchema, RunDifferenceSchema } from '@ringvirkning/payments-api';
import { z } from 'zod';
import { ViewDifferenceHandler } from './view-difference.handler.js';

const id = { schema: IdSchema };
const RunClaimsQuerySchema = PageQuerySchema.extend({
  line: z.string().min(1).max(500).optional(),
  change: ClaimChangeSchema.optional(),
});
export type RunClaimsQuery = z.output<typeof RunClaimsQuerySchema>;

@Controller('runs')
export class DifferencesController {
  constructor(private readonly view: ViewDifferenceHandler) {}

  @Get(':id/difference')
  @Permit('payments.read')
  @Describe({
    summary: 'What a run adds to the authorised run before it, and why; whoever certifies says its digest',
    da: 'Hvad en kørsel ændrer i forhold til den forrige anviste, og hvorfor; den, der attesterer, angiver kontrolsummen',
    response: RunDifferenceSchema,
  })
  one(@Param('id', id) runId: string, @CurrentActor() person: Person) {
    return this.view.one(runId, person);
  }

  @Get(':id/claims')
  @Permit('payments.read')
  @Describe({
    summary: 'Claims that came or went with a run; the look is logged',
    da: 'Indberetninger, der kom til eller faldt bort med en kørsel; opslaget logges',
    response: RunClaimPageSchema,
  })
  claims(
    @Param('id', id) runId: string,
    @Query({ schema: RunClaimsQuerySchema }) query: RunClaimsQuery,
    @CurrentActor() person: Person,
  ) {
    return this.view.claims(runId, query, person);
  }
}
