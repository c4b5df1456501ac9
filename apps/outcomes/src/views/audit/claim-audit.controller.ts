import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { ClaimAuditSchema } from '@ringvirkning/outcomes-api';
import { ExportClaimHandler } from './export-claim.handler.js';

@Controller('claims/:claimId/audit')
export class ClaimAuditController {
  constructor(private readonly exporting: ExportClaimHandler) {}

  @Get()
  @Permit('outcomes.export-audit')
  @Describe({
    summary: 'Who did what with a claim, from referral to now, in one file; the export is itself logged',
    da: 'Hvem gjorde hvad med et resultat, fra henvisning til nu, i én fil; udtrækket logges selv',
    response: ClaimAuditSchema,
  })
  export(@Param('claimId', { schema: IdSchema }) claimId: string, @CurrentActor() person: Person) {
    return this.exporting.execute(claimId, person);
  }
}
