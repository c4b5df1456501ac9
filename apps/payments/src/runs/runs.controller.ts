import { Body, Controller, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  CalculateRunSchema,
  CancelRunSchema,
  CertifyRunSchema,
  RunSchema,
  type CalculateRun,
  type CancelRun,
  type CertifyRun,
} from '@ringvirkning/payments-api';
import { AuthoriseRunHandler } from './authorise-run.handler.js';
import { CalculateRunHandler } from './calculate-run.handler.js';
import { CancelRunHandler } from './cancel-run.handler.js';
import { CertifyRunHandler } from './certify-run.handler.js';

const id = { schema: IdSchema };

/** What changes runs. */
@Controller()
export class RunsController {
  constructor(
    private readonly calculation: CalculateRunHandler,
    private readonly certification: CertifyRunHandler,
    private readonly authorisation: AuthoriseRunHandler,
    private readonly cancellation: CancelRunHandler,
  ) {}

  @Post('contracts/:contractId/runs')
  @Permit('payments.run')
  @Describe({ summary: 'Calculate a payment run', da: 'Beregn en betalingskørsel', response: RunSchema, status: 201 })
  calculate(
    @Param('contractId', id) contractId: string,
    @Body({ schema: CalculateRunSchema }) { cutOff }: CalculateRun,
    @CurrentActor() person: Person,
  ) {
    return this.calculation.execute(contractId, cutOff, person);
  }

  @Post('runs/:id/certification')
  @Permit('payments.certify')
  @Describe({
    summary: 'Certify a run (first person): the difference that was shown, named by its digest',
    da: 'Attestér en kørsel (første person): den viste forskel, angivet ved dens kontrolsum',
    response: RunSchema,
    status: 200,
  })
  certify(
    @Param('id', id) runId: string,
    @Body({ schema: CertifyRunSchema }) { shown }: CertifyRun,
    @CurrentActor() person: Person,
  ) {
    return this.certification.execute(runId, shown, person);
  }

  @Post('runs/:id/authorisation')
  @Permit('payments.authorise')
  @Describe({
    summary: 'Authorise payment (second person)',
    da: 'Anvis en kørsel (anden person)',
    response: RunSchema,
    status: 200,
  })
  authorise(@Param('id', id) runId: string, @CurrentActor() person: Person) {
    return this.authorisation.execute(runId, person);
  }

  @Post('runs/:id/cancellation')
  @Permit('payments.run')
  @Describe({ summary: 'Give up an open run', da: 'Annullér en åben kørsel', response: RunSchema, status: 200 })
  cancel(
    @Param('id', id) runId: string,
    @Body({ schema: CancelRunSchema }) { reason }: CancelRun,
    @CurrentActor() person: Person,
  ) {
    return this.cancellation.execute(runId, reason, person);
  }
}
