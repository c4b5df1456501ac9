import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  BehindPageSchema,
  BehindQuerySchema,
  BreakdownQuerySchema,
  BreakdownSchema,
  type BreakdownQuery,
} from '@ringvirkning/benefits-api';
import { Describe, PageQuerySchema } from '@ringvirkning/http';
import type { z } from 'zod';
import { ViewBehindHandler } from './view-behind.handler.js';
import { ViewBreakdownHandler } from './view-breakdown.handler.js';

const BehindPageQuerySchema = PageQuerySchema.extend(BehindQuerySchema.shape);

@Controller('breakdown')
export class BreakdownController {
  constructor(
    private readonly breakdown: ViewBreakdownHandler,
    private readonly behind: ViewBehindHandler,
  ) {}

  @Get()
  @Permit('benefits.read')
  @Describe({
    summary: 'What the gains of a purse are made of: lines of the model, unit prices, provisions',
    da: 'Hvad en kasses gevinster består af: modellens linjer, enhedspriser og bestemmelser',
    response: BreakdownSchema,
  })
  view(@Query({ schema: BreakdownQuerySchema }) query: BreakdownQuery) {
    return this.breakdown.execute(query);
  }

  @Get('outcomes')
  @Permit('benefits.read')
  @Describe({
    summary: 'The outcomes behind a line of a breakdown; the reading is logged',
    da: 'Resultaterne bag en linje; opslaget logges',
    response: BehindPageSchema,
  })
  outcomes(
    @Query({ schema: BehindPageQuerySchema }) query: z.output<typeof BehindPageQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.behind.execute(query, person);
  }
}
