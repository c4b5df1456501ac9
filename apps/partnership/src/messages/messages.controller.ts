import type { ServerResponse } from 'node:http';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe, PageQuerySchema } from '@ringvirkning/http';
import {
  DirectionSchema,
  EvidenceSchema,
  MemberSchema,
  PartnerMessagePageSchema,
  SendTrialSchema,
  TrialSentSchema,
  VerificationSchema,
  WaitingMessagesSchema,
  type Direction,
} from '@ringvirkning/partnership-api';
import { z } from 'zod';
import { EvidenceHandler } from './evidence.handler.js';
import { MessagesHandler } from './messages.handler.js';
import { VerifyHandler } from './verify.handler.js';

const MessagesQuerySchema = PageQuerySchema.extend({ direction: DirectionSchema });
type MessagesQuery = z.output<typeof MessagesQuerySchema>;
const NumberSchema = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

@Controller()
export class MessagesController {
  constructor(
    private readonly messages: MessagesHandler,
    private readonly verification: VerifyHandler,
    private readonly proofs: EvidenceHandler,
  ) {}

  @Get('waiting')
  @Permit('partnership.read')
  @Describe({
    summary: 'Messages to partners that are not sent yet, and why',
    da: 'Beskeder til partnere, som ikke er sendt endnu, og hvorfor',
    response: WaitingMessagesSchema,
  })
  waiting() {
    return this.messages.waiting();
  }

  @Get('members/:member/messages')
  @Permit('partnership.read')
  @Describe({
    summary: 'What was sent to a member or came from it, without its content, newest first',
    da: 'Hvad der er sendt til et medlem eller kommet derfra, uden indhold, nyeste først',
    response: PartnerMessagePageSchema,
  })
  page(
    @Param('member', { schema: MemberSchema }) member: string,
    @Query({ schema: MessagesQuerySchema }) { direction, ...query }: MessagesQuery,
  ) {
    return this.messages.page(member, direction, query);
  }

  @Get('members/:member/messages/:direction/:number/evidence')
  @Permit('partnership.export-evidence')
  @Describe({
    summary: 'One message with all that proves it without any instance: `ringvirkning evidence verify`',
    da: 'En besked med alt, der beviser den uden nogen instans: `ringvirkning evidence verify`',
    response: EvidenceSchema,
  })
  async evidence(
    @Param('member', { schema: MemberSchema }) member: string,
    @Param('direction', { schema: DirectionSchema }) direction: Direction,
    @Param('number', { schema: NumberSchema }) number: number,
    @Res({ passthrough: true }) response: ServerResponse,
  ) {
    const evidence = await this.proofs.execute(member, direction, number);
    response.setHeader('content-disposition', `attachment; filename="evidence-${member}-${direction}-${number}.json"`);
    return evidence;
  }

  @Post('members/:member/trials')
  @Permit('partnership.manage')
  @Describe({
    summary: 'Send a trial, which is numbered, signed, booked and receipted like everything else',
    da: 'Send en prøve, som nummereres, underskrives, bogføres og kvitteres som alt andet',
    response: TrialSentSchema,
  })
  trial(
    @Param('member', { schema: MemberSchema }) member: string,
    @Body({ schema: SendTrialSchema }) { text }: { readonly text: string },
  ) {
    return this.messages.sendTrial(member, text);
  }

  @Post('members/:member/verification')
  @HttpCode(200)
  @Permit('partnership.read')
  @Describe({
    summary: 'Compare with a member what both hold as settled; where it differs, the first message that does',
    da: 'Sammenlign med et medlem, hvad begge har som afsluttet; er det forskelligt, den første besked, der er det',
    response: VerificationSchema,
    status: 200,
  })
  compare(@Param('member', { schema: MemberSchema }) member: string) {
    return this.verification.execute(member);
  }
}
