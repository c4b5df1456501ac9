import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe, PageQuerySchema } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { MovedCitizenPageSchema } from '@ringvirkning/payments-api';
import type { z } from 'zod';
import { ViewMovedCitizensHandler } from './view-moved-citizens.handler.js';

const MovedCitizensQuerySchema = PageQuerySchema.extend({ contractId: IdSchema.optional() });
export type MovedCitizensQuery = z.output<typeof MovedCitizensQuerySchema>;

@Controller('moved-citizens')
export class MovedCitizensController {
  constructor(private readonly view: ViewMovedCitizensHandler) {}

  @Get()
  @Permit('people.read-moved')
  @Describe({
    summary: 'Citizens who moved here or away, as the municipality that leads the contract tells; the look is logged',
    da: 'Borgere, der er flyttet hertil eller herfra, som den kommune oplyser, der fører kontrakten; opslaget logges',
    response: MovedCitizenPageSchema,
  })
  list(@Query({ schema: MovedCitizensQuerySchema }) query: MovedCitizensQuery, @CurrentActor() person: Person) {
    return this.view.execute(query, person);
  }
}
