import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { WhatWorksSchema, WorksCurveSchema, WorksIntakeSchema } from '@ringvirkning/outcomes-api';
import { z } from 'zod';
import { WhatWorksHandler } from './what-works.handler.js';

const QuerySchema = z.object({ contractId: IdSchema.optional() });
const CurveQuerySchema = QuerySchema.extend({ outcomeId: z.string().regex(/^[0-9a-f]{32}$/) });

@Controller('what-works')
export class WhatWorksController {
  constructor(private readonly works: WhatWorksHandler) {}

  @Get()
  @Permit('outcomes.read')
  @Describe({
    summary:
      'Share that reached each step, by intervention, target group and follow-up, in one contract or all; outsiders are told what is published',
    da: 'Andel der nåede hvert trin, efter indsats, målgruppe og opfølgning, i én kontrakt eller alle; udenforstående får det offentliggjorte',
    response: WhatWorksSchema,
  })
  steps(@Query({ schema: QuerySchema }) { contractId }: z.output<typeof QuerySchema>, @CurrentActor() person: Person) {
    return this.works.steps(contractId, person);
  }

  @Get('curve')
  @Permit('outcomes.read')
  @Describe({
    summary: 'Share that has reached an outcome so many months after each person’s start (Kaplan–Meier, 95 % interval)',
    da: 'Andel der har nået et resultat så mange måneder efter hver persons start (Kaplan–Meier, 95 %-interval)',
    response: WorksCurveSchema,
  })
  curve(
    @Query({ schema: CurveQuerySchema }) { outcomeId, contractId }: z.output<typeof CurveQuerySchema>,
    @CurrentActor() person: Person,
  ) {
    return this.works.curve(outcomeId, contractId, person);
  }

  @Get('intake')
  @Permit('outcomes.read')
  @Describe({
    summary: 'People who began against the plan, and when the plan is reached at the latest pace',
    da: 'Hvor mange der er begyndt mod planen, og hvornår planen er nået i det seneste tempo',
    response: WorksIntakeSchema,
  })
  intake(@Query({ schema: QuerySchema }) { contractId }: z.output<typeof QuerySchema>, @CurrentActor() person: Person) {
    return this.works.intake(contractId, person);
  }
}
