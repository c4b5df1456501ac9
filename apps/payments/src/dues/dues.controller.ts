import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe, PageQuerySchema, type PageQuery } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { DuePageSchema, DueSchema, ObjectToDueSchema, type ObjectToDue } from '@ringvirkning/payments-api';
import { SignDueHandler } from './sign-due.handler.js';
import { ViewDuesHandler } from './view-dues.handler.js';

const id = { schema: IdSchema };

/** What partners claim from us by contracts that they lead. */
@Controller('due')
export class DuesController {
  constructor(
    private readonly dues: ViewDuesHandler,
    private readonly signing: SignDueHandler,
  ) {}

  @Get()
  @Permit('payments.read-due')
  @Describe({
    summary: 'Payments that partners claim from us, newest first',
    da: 'Betalinger, som andre kræver af os, nyeste først',
    response: DuePageSchema,
  })
  list(@Query({ schema: PageQuerySchema }) page: PageQuery) {
    return this.dues.list(page);
  }

  @Get(':id')
  @Permit('payments.read-due')
  @Describe({
    summary: "One claim, in the contract's words",
    da: 'Ét betalingskrav i kontraktens ord',
    response: DueSchema,
  })
  one(@Param('id', id) dueId: string) {
    return this.dues.one(dueId);
  }

  @Post(':id/certification')
  @Permit('payments.certify')
  @Describe({
    summary: 'Certify a claim (first person)',
    da: 'Attestér et betalingskrav (første person)',
    response: DueSchema,
    status: 200,
  })
  certify(@Param('id', id) dueId: string, @CurrentActor() person: Person) {
    return this.signing.certify(dueId, person);
  }

  @Post(':id/authorisation')
  @Permit('payments.authorise')
  @Describe({
    summary: 'Authorise a claim (second person): it is booked, and answered',
    da: 'Anvis et betalingskrav (anden person): det bogføres og besvares',
    response: DueSchema,
    status: 200,
  })
  authorise(@Param('id', id) dueId: string, @CurrentActor() person: Person) {
    return this.signing.authorise(dueId, person);
  }

  @Post(':id/objection')
  @Permit('payments.run')
  @Describe({
    summary: 'Object to a claim; the reason goes to whoever claims',
    da: 'Gør indsigelse mod et betalingskrav; begrundelsen sendes til den, der kræver',
    response: DueSchema,
    status: 200,
  })
  object(
    @Param('id', id) dueId: string,
    @Body({ schema: ObjectToDueSchema }) { reason }: ObjectToDue,
    @CurrentActor() person: Person,
  ) {
    return this.signing.object(dueId, reason, person);
  }
}
