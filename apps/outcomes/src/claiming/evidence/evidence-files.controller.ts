import type { IncomingMessage, ServerResponse } from 'node:http';
import { Controller, Get, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { fileHeaders, MEDIA_TYPES } from '@ringvirkning/files';
import { AcceptsStream, Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { DigestSchema, EvidenceFileSchema } from '@ringvirkning/outcomes-api';
import { OpenEvidenceHandler } from './open-evidence.handler.js';
import { ReceiveEvidenceHandler } from './receive-evidence.handler.js';

@Controller('contracts/:contractId/evidence-files')
export class EvidenceFilesController {
  constructor(
    private readonly receive: ReceiveEvidenceHandler,
    private readonly open: OpenEvidenceHandler,
  ) {}

  @Post()
  @Permit('outcomes.record')
  @AcceptsStream('application/octet-stream', ...MEDIA_TYPES)
  @Describe({
    summary: 'Keeps a file of evidence as it is sent; its type is recognised from its content, X-File-Name may name it',
    da: 'Gemmer en fil med dokumentation, som den sendes; typen aflæses af indholdet, X-File-Name kan navngive den',
    response: EvidenceFileSchema,
    status: 201,
  })
  add(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Req() request: IncomingMessage,
    @CurrentActor() person: Person,
  ) {
    return this.receive.execute(contractId, request, person);
  }

  @Get(':digest')
  @Permit('outcomes.open-evidence')
  @Describe({
    summary: 'The content of a file of evidence; every opening is logged',
    da: 'Indholdet af en fil med dokumentation; hver åbning logges',
    produces: MEDIA_TYPES,
  })
  async content(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Param('digest', { schema: DigestSchema }) digest: string,
    @CurrentActor() person: Person,
    @Res({ passthrough: true }) response: ServerResponse,
  ) {
    const { file, content } = await this.open.execute(contractId, digest, person);
    response.setHeaders(fileHeaders(file));
    return new StreamableFile(content, { length: file.size });
  }
}
