import { Body, Controller, Param, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { EvidenceRecordSchema, EvidenceRequestSchema, type EvidenceRequest } from '@ringvirkning/outcomes-api';
import { KeepEvidenceHandler } from './keep-evidence.handler.js';

@Controller('contracts/:contractId/evidence')
export class EvidenceController {
  constructor(private readonly keep: KeepEvidenceHandler) {}

  @Post()
  @Permit('outcomes.record')
  @Describe({
    summary: 'Records the digest of a piece of evidence, once',
    da: 'Registrerer dokumentationens digest, én gang',
    response: EvidenceRecordSchema,
    status: 201,
  })
  add(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Body({ schema: EvidenceRequestSchema }) request: EvidenceRequest,
  ) {
    return this.keep.execute(contractId, request);
  }
}
