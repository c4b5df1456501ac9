import { Controller, Get, Query } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { fail } from '@ringvirkning/kernel';
import {
  HoldingsSchema,
  Reconciliation,
  ToldQuerySchema,
  ToldSchema,
  type ToldQuery,
} from '@ringvirkning/reconciliation';

/** What this service says for the comparison of all services: counts and digests by contract, nothing of people. */
@Controller('operations/reconciliation')
export class ReconciliationController {
  constructor(private readonly reconciliation: Reconciliation) {}

  @Get()
  @Permit('operations.read')
  @Describe({
    summary: 'What it holds of what it was told, how far it has come, and whether its own books agree',
    da: 'Hvad den har af det, den har fået at vide, hvor langt den er nået, og om dens egne bøger stemmer',
    response: HoldingsSchema,
  })
  holdings() {
    return this.reconciliation.holdings();
  }

  @Get('told')
  @Permit('operations.read')
  @Describe({
    summary: 'What its events of a subject, up to a number, say of these members',
    da: 'Hvad dens beskeder af en slags, til og med et nummer, siger om disse felter',
    response: ToldSchema,
  })
  async told(@Query({ schema: ToldQuerySchema }) { subject, upto, members }: ToldQuery) {
    const sums = await this.reconciliation.told(subject, members, upto);
    if (!sums) throw notPublished(subject);
    return { sums };
  }
}

const notPublished = (subject: string) =>
  fail.notFound(
    'messaging.not-published',
    `Tjenesten udsender ikke ${subject}.`,
    `This service does not publish ${subject}.`,
    { params: { subject } },
  );
