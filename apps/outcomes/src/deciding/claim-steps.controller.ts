import { Body, Controller, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import {
  AttestationRequestSchema,
  ClaimSteppedSchema,
  ObjectionRaisedSchema,
  ObjectionRequestSchema,
  ReversalRequestSchema,
  VerificationRequestSchema,
  type ObjectionRequest,
  type ReversalRequest,
  type VerificationRequest,
} from '@ringvirkning/outcomes-api';
import { z } from 'zod';
import { AttestHandler } from './attest/attest.handler.js';
import { ObjectHandler } from './object/object.handler.js';
import { ReverseHandler } from './reverse/reverse.handler.js';
import { VerifyHandler } from './verify/verify.handler.js';

/** An attestation may come without a body. */
const AttestationBodySchema = z.preprocess((body) => body ?? {}, AttestationRequestSchema);
const ID = { schema: IdSchema };

@Controller('claims/:claimId')
export class ClaimStepsController {
  constructor(
    private readonly attestation: AttestHandler,
    private readonly verification: VerifyHandler,
    private readonly objection: ObjectHandler,
    private readonly reversal: ReverseHandler,
  ) {}

  @Post('attestation')
  @Permit('outcomes.attest')
  @Describe({
    summary: 'Attests a claim for the authority, or returns it',
    da: 'Attesterer et resultat for myndigheden, eller sender det retur',
    response: ClaimSteppedSchema,
    status: 201,
  })
  attest(
    @Param('claimId', ID) claimId: string,
    @Body({ schema: AttestationBodySchema }) request: z.output<typeof AttestationRequestSchema>,
    @CurrentActor() person: Person,
  ) {
    return this.attestation.execute(claimId, request, person);
  }

  @Post('verification')
  @Permit('outcomes.verify')
  @Describe({
    summary: 'Approves or rejects a claim as the independent verifier',
    da: 'Godkender eller forkaster et resultat som uafhængig verifikator',
    response: ClaimSteppedSchema,
    status: 201,
  })
  verify(
    @Param('claimId', ID) claimId: string,
    @Body({ schema: VerificationRequestSchema }) request: VerificationRequest,
    @CurrentActor() person: Person,
  ) {
    return this.verification.execute(claimId, request, person);
  }

  @Post('objections')
  @Permit('outcomes.object')
  @Describe({
    summary: 'Objects to a verified claim while the window is open',
    da: 'Gør indsigelse mod et verificeret resultat, mens fristen løber',
    response: ObjectionRaisedSchema,
    status: 201,
  })
  object(
    @Param('claimId', ID) claimId: string,
    @Body({ schema: ObjectionRequestSchema }) request: ObjectionRequest,
    @CurrentActor() person: Person,
  ) {
    return this.objection.execute(claimId, request, person);
  }

  @Post('reversal')
  @Permit('outcomes.decide-objection')
  @Describe({
    summary: 'Takes a final outcome back; the next payment run settles it',
    da: 'Tilbagefører et endeligt resultat; næste betalingskørsel udligner det',
    response: ClaimSteppedSchema,
    status: 201,
  })
  reverse(
    @Param('claimId', ID) claimId: string,
    @Body({ schema: ReversalRequestSchema }) request: ReversalRequest,
    @CurrentActor() person: Person,
  ) {
    return this.reversal.execute(claimId, request, person);
  }
}
