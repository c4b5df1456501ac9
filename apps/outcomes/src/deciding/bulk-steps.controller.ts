import { Body, Controller, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { BulkStepRequestSchema, BulkStepSchema, type BulkSelection } from '@ringvirkning/outcomes-api';
import { AttestManyHandler } from './attest/attest-many.handler.js';
import { VerifyManyHandler } from './verify/verify-many.handler.js';

@Controller('contracts/:contractId')
export class BulkStepsController {
  constructor(
    private readonly attestMany: AttestManyHandler,
    private readonly verifyMany: VerifyManyHandler,
  ) {}

  @Post('attestations')
  @Permit('outcomes.attest')
  @Describe({
    summary: 'Attests many claims: of an import, listed, or all that wait',
    da: 'Attesterer mange resultater: fra en import, en liste, eller alle der venter',
    response: BulkStepSchema,
    status: 201,
  })
  attest(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Body({ schema: BulkStepRequestSchema }) selection: BulkSelection,
    @CurrentActor() person: Person,
  ) {
    return this.attestMany.execute(contractId, selection, person);
  }

  @Post('verifications')
  @Permit('outcomes.verify')
  @Describe({
    summary: 'Approves many claims: of an import, listed, or all that wait',
    da: 'Godkender mange resultater: fra en import, en liste, eller alle der venter',
    response: BulkStepSchema,
    status: 201,
  })
  verify(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Body({ schema: BulkStepRequestSchema }) selection: BulkSelection,
    @CurrentActor() person: Person,
  ) {
    return this.verifyMany.execute(contractId, selection, person);
  }
}
