import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  SampleConclusionSchema,
  SampleDetailsSchema,
  SampleFileSchema,
  SampleListSchema,
  SampleRequestSchema,
  SampleSchema,
  type SampleRequest,
} from '@ringvirkning/outcomes-api';
import { ConcludeSampleHandler } from './conclude-sample.handler.js';
import { DrawSeedHandler } from './draw-seed.handler.js';
import { FreezeSampleHandler } from './freeze-sample.handler.js';
import { ViewSamplesHandler } from './view-samples.handler.js';

const ID = { schema: IdSchema };

@Controller()
export class SamplesController {
  constructor(
    private readonly freezing: FreezeSampleHandler,
    private readonly drawing: DrawSeedHandler,
    private readonly concluding: ConcludeSampleHandler,
    private readonly view: ViewSamplesHandler,
  ) {}

  @Get('contracts/:contractId/samples')
  @Permit('outcomes.read-samples')
  @Describe({
    summary: 'The samples of a contract, newest first, and what waits to be sampled',
    da: 'Kontraktens stikprøver, nyeste først, og hvad der venter på en stikprøve',
    response: SampleListSchema,
  })
  list(@Param('contractId', ID) contractId: string, @CurrentActor() person: Person) {
    return this.view.list(contractId, person);
  }

  @Post('contracts/:contractId/samples')
  @Permit('outcomes.sample')
  @Describe({
    summary: 'Freezes what is attested in a period: ids and amounts, by digest, before there is a seed',
    da: 'Fastfryser det attesterede i en periode: id og beløb, med kontrolsum, før der er et frø',
    response: SampleSchema,
    status: 201,
  })
  freeze(
    @Param('contractId', ID) contractId: string,
    @Body({ schema: SampleRequestSchema }) request: SampleRequest,
    @CurrentActor() person: Person,
  ) {
    return this.freezing.execute(contractId, request, person);
  }

  @Get('samples/:sampleId')
  @Permit('outcomes.read-samples')
  @Describe({
    summary: 'A sample: what was drawn, how far it is decided, and the result',
    da: 'En stikprøve: hvad der er udtrukket, hvor langt den er, og resultatet',
    response: SampleDetailsSchema,
  })
  details(@Param('sampleId', ID) sampleId: string, @CurrentActor() person: Person) {
    return this.view.details(sampleId, person);
  }

  @Get('samples/:sampleId/file')
  @Permit('outcomes.read-samples')
  @Describe({
    summary: 'Everything needed to do the draw and its result again elsewhere',
    da: 'Alt, der skal til for at gøre udtrækningen og resultatet efter et andet sted',
    response: SampleFileSchema,
  })
  file(@Param('sampleId', ID) sampleId: string, @CurrentActor() person: Person) {
    return this.view.file(sampleId, person);
  }

  @Post('samples/:sampleId/seed')
  @Permit('outcomes.sample')
  @Describe({
    summary: 'Draws: makes the seed, once, and sends what it draws to the verifier',
    da: 'Udtrækker: danner frøet, én gang, og sender det udtrukne til verifikatoren',
    response: SampleSchema,
    status: 201,
  })
  draw(@Param('sampleId', ID) sampleId: string, @CurrentActor() person: Person) {
    return this.drawing.execute(sampleId, person);
  }

  @Post('samples/:sampleId/conclusion')
  @Permit('outcomes.sample')
  @Describe({
    summary: 'Projects the errors once all that was drawn is decided, and does what the terms say with the rest',
    da: 'Fremskriver fejlen, når alt udtrukket er afgjort, og gør det ved resten, som vilkårene siger',
    response: SampleConclusionSchema,
    status: 201,
  })
  conclude(@Param('sampleId', ID) sampleId: string, @CurrentActor() person: Person) {
    return this.concluding.execute(sampleId, person);
  }
}
