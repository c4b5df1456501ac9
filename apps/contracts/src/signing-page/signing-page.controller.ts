import { Controller, Get, Param } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { SigningPageSchema } from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { SigningPageHandler } from './signing-page.handler.js';

@Controller(':id/signing')
export class SigningPageController {
  constructor(private readonly page: SigningPageHandler) {}

  @Get()
  @Permit('contracts.read')
  @Describe({
    summary: 'What the current version is signed on: costs, cover and risks; a sign-off carries its digest',
    da: 'Det, den gældende version underskrives på: udgifter, dækning og risici; en underskrift bærer dets kontrolsum',
    response: SigningPageSchema,
  })
  standing(@Param('id', { schema: IdSchema }) id: string) {
    return this.page.view(id);
  }

  @Get(':digest')
  @Permit('contracts.read')
  @Describe({
    summary: 'What somebody has signed on, as it was shown then',
    da: 'Det, nogen har underskrevet på, som det blev vist dengang',
    response: SigningPageSchema,
  })
  signed(
    @Param('id', { schema: IdSchema }) id: string,
    @Param('digest', { schema: SigningPageSchema.shape.digest }) digest: string,
  ) {
    return this.page.signed(id, digest);
  }
}
