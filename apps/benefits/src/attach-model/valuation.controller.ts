import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { AttachValuationSchema, ValuationSchema, type AttachValuation } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { AttachModelHandler } from './attach-model.handler.js';
import { DetachModelHandler } from './detach-model.handler.js';
import { ViewValuationHandler } from './view-valuation.handler.js';

@Controller('contracts/:contractId/valuation')
export class ValuationController {
  constructor(
    private readonly attaching: AttachModelHandler,
    private readonly detaching: DetachModelHandler,
    private readonly viewing: ViewValuationHandler,
  ) {}

  @Post()
  @Permit('benefits.manage-models')
  @Describe({
    summary: 'Attach a valuation model to a contract and value its outcomes',
    da: 'Knyt en værdisætningsmodel til en kontrakt, og værdisæt dens resultater',
    response: ValuationSchema,
  })
  attach(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Body({ schema: AttachValuationSchema }) { model }: AttachValuation,
  ) {
    return this.attaching.execute(contractId, model);
  }

  @Delete()
  @Permit('benefits.manage-models')
  @Describe({
    summary: 'Detach the valuation model: what it made of the outcomes is reversed',
    da: 'Fjern værdisætningsmodellen: det, den har gjort resultaterne til, tilbageføres',
    response: ValuationSchema,
  })
  detach(@Param('contractId', { schema: IdSchema }) contractId: string) {
    return this.detaching.execute(contractId);
  }

  @Get()
  @Permit('benefits.read')
  @Describe({
    summary: 'How far the outcomes of a contract are valued',
    da: 'Hvor langt værdisætningen af en kontrakts resultater er',
    response: ValuationSchema,
  })
  view(@Param('contractId', { schema: IdSchema }) contractId: string) {
    return this.viewing.execute(contractId);
  }
}
