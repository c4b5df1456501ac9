import type { IncomingMessage, ServerResponse } from 'node:http';
import { Controller, Get, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { AttachmentSchema, DigestSchema } from '@ringvirkning/contracts-api';
import { fileHeaders, MEDIA_TYPES } from '@ringvirkning/files';
import { AcceptsStream, Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { KeepAttachmentHandler } from './keep-attachment.handler.js';
import { OpenAttachmentHandler } from './open-attachment.handler.js';

@Controller(':id/attachments')
export class AttachmentsController {
  constructor(
    private readonly keep: KeepAttachmentHandler,
    private readonly open: OpenAttachmentHandler,
  ) {}

  @Post()
  @Permit('contracts.sign')
  @AcceptsStream('application/octet-stream', ...MEDIA_TYPES)
  @Describe({
    summary:
      'Keeps the decision behind a sign-off, a PDF or a picture, as it is sent; a sign-off refers to it by its digest',
    da: 'Gemmer beslutningen bag en godkendelse, en PDF eller et billede, som den sendes; godkendelsen henviser til dens digest',
    response: AttachmentSchema,
    status: 201,
  })
  add(@Param('id', { schema: IdSchema }) id: string, @Req() request: IncomingMessage, @CurrentActor() person: Person) {
    return this.keep.execute(id, request, person);
  }

  @Get(':digest')
  @Permit('contracts.read')
  @Describe({
    summary: 'The decision that a sign-off has attached; every opening is logged',
    da: 'Beslutningen, der er vedlagt en godkendelse; hver åbning logges',
    produces: MEDIA_TYPES,
  })
  async content(
    @Param('id', { schema: IdSchema }) id: string,
    @Param('digest', { schema: DigestSchema }) digest: string,
    @CurrentActor() person: Person,
    @Res({ passthrough: true }) response: ServerResponse,
  ) {
    const { file, content } = await this.open.execute(id, digest, person);
    response.setHeaders(fileHeaders(file));
    return new StreamableFile(content, { length: file.size });
  }
}
