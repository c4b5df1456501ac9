import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe, PageQuerySchema } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { MovedCitizenPageSchema, ObjectToMoveSchema, type ObjectToMove } from '@ringvirkning/payments-api';
import type { z } from 'zod';
import { ObjectToMoveHandler } from './object-to-move.handler.js';
import { ViewMovedCitizensHandler } from './view-moved-citizens.handler.js';

const MovedCitizensQuerySchema = PageQuerySchema.extend({ contractId: IdSchema.optional() });
export type MovedCitizensQuery = z.output<typeof MovedCitizensQuerySchema>;

@Controller('moved-citizens')
export class MovedCitizensController {
  constructor(
    private readonly view: ViewMovedCitizensHandler,
    private readonly object: ObjectToMoveHandler,
  ) {}

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

  @Post(':id/objection')
  @Permit('payments.run')
  @Describe({
    summary: 'Object to what is told of a citizen; the municipality that told it hears which fault it is',
    da: 'Gør indsigelse mod det, der er oplyst om en borger; kommunen, der har oplyst det, får fejlen at vide',
    status: 204,
  })
  async objectTo(
    @Param('id', { schema: IdSchema }) statementId: string,
    @Body({ schema: ObjectToMoveSchema }) { reason }: ObjectToMove,
    @CurrentActor() person: Person,
  ): Promise<void> {
    await this.object.execute(statementId, reason, person);
  }
}
