import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe, PageQuerySchema, type PageQuery } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { RunBundleSchema, RunPageSchema, RunSchema } from '@ringvirkning/payments-api';
import { ExportBundleHandler } from './export-bundle.handler.js';
import { ViewRunsHandler } from './view-runs.handler.js';

const id = { schema: IdSchema };

/** What shows runs. */
@Controller()
export class RunViewsController {
  constructor(
    private readonly runs: ViewRunsHandler,
    private readonly bundles: ExportBundleHandler,
  ) {}

  @Get('contracts/:contractId/runs')
  @Permit('payments.read')
  @Describe({
    summary: 'Payment runs of a contract, newest first',
    da: 'Kontraktens betalingskørsler, nyeste først',
    response: RunPageSchema,
  })
  list(
    @Param('contractId', id) contractId: string,
    @Query({ schema: PageQuerySchema }) page: PageQuery,
    @CurrentActor() person: Person,
  ) {
    return this.runs.list(contractId, page, person);
  }

  @Get('runs/:id')
  @Permit('payments.read')
  @Describe({
    summary: 'A payment run with every line explained',
    da: 'En betalingskørsel med forklaring af hver linje',
    response: RunSchema,
  })
  one(@Param('id', id) runId: string, @CurrentActor() person: Person) {
    return this.runs.one(runId, person);
  }

  @Get('runs/:id/bundle')
  @Permit('payments.read')
  @Describe({
    summary: 'Terms, facts, result and digests: enough to compute the run again',
    da: 'Vilkår, fakta, resultat og fingeraftryk: nok til at regne kørslen efter',
    response: RunBundleSchema,
  })
  bundle(@Param('id', id) runId: string, @CurrentActor() person: Person) {
    return this.bundles.execute(runId, person);
  }
}
