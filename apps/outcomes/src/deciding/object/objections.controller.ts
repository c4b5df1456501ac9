import { Body, Controller, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  ClaimSteppedSchema,
  ObjectionDecisionRequestSchema,
  type ObjectionDecisionRequest,
} from '@ringvirkning/outcomes-api';
import { DecideObjectionHandler } from './decide-objection.handler.js';

@Controller('objections/:objectionId')
export class ObjectionsController {
  constructor(private readonly decideObjection: DecideObjectionHandler) {}

  @Post('decision')
  @Permit('outcomes.decide-objection')
  @Describe({
    summary: 'Upholds an objection (the claim is annulled) or dismisses it (the claim goes on)',
    da: 'Tager en indsigelse til følge (resultatet annulleres) eller afviser den',
    response: ClaimSteppedSchema,
    status: 201,
  })
  decide(
    @Param('objectionId', { schema: IdSchema }) objectionId: string,
    @Body({ schema: ObjectionDecisionRequestSchema }) request: ObjectionDecisionRequest,
    @CurrentActor() person: Person,
  ) {
    return this.decideObjection.execute(objectionId, request, person);
  }
}
