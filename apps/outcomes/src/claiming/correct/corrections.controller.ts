import { Body, Controller, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ClaimSteppedSchema, CorrectionRequestSchema } from '@ringvirkning/outcomes-api';
import type { z } from 'zod';
import { CorrectHandler } from './correct.handler.js';

@Controller('claims/:claimId/correction')
export class CorrectionsController {
  constructor(private readonly correct: CorrectHandler) {}

  @Post()
  @Permit('outcomes.claim')
  @Describe({
    summary: 'Corrects a claim that came back or is not verified yet, and sends it again; earlier versions are kept',
    da: 'Retter et resultat, der er kommet retur eller ikke er verificeret, og sender det igen; tidligere udgaver bevares',
    response: ClaimSteppedSchema,
    status: 201,
  })
  run(
    @Param('claimId', { schema: IdSchema }) claimId: string,
    @Body({ schema: CorrectionRequestSchema }) request: z.output<typeof CorrectionRequestSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.correct.execute(claimId, request, person);
  }
}
