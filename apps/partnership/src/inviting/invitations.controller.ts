import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import {
  FoundPartnershipSchema,
  InvitationSchema,
  InviteMemberSchema,
  JoinPartnershipSchema,
  MemberSchema,
  PartnershipStateSchema,
  ReadInvitationReplySchema,
  ReadInvitationSchema,
  type FoundPartnership,
  type InviteMember,
  type JoinPartnership,
} from '@ringvirkning/partnership-api';
import { FoundHandler } from '../founding/found.handler.js';
import { JoinHandler } from '../joining/join.handler.js';
import { ViewPartnershipHandler } from '../view-partnership/view-partnership.handler.js';
import { InviteHandler } from './invite.handler.js';

/** How an instance comes into a partnership. */
@Controller()
export class InvitationsController {
  constructor(
    private readonly founding: FoundHandler,
    private readonly inviting: InviteHandler,
    private readonly joining: JoinHandler,
    private readonly view: ViewPartnershipHandler,
  ) {}

  @Post('founding')
  @Permit('partnership.manage')
  @Describe({ summary: 'Found a partnership', da: 'Opret et partnerskab', response: PartnershipStateSchema })
  async found(@Body({ schema: FoundPartnershipSchema }) body: FoundPartnership) {
    await this.founding.execute(body);
    return this.view.state();
  }

  @Post('invitations')
  @Permit('partnership.manage')
  @Describe({
    summary: 'Invite a municipality; the invitation is handed over, and the check phrase read to each other',
    da: 'Invitér en kommune; invitationen overrækkes, og kontroltallet læses op for hinanden',
    response: InvitationSchema,
  })
  invite(@Body({ schema: InviteMemberSchema }) body: InviteMember) {
    return this.inviting.execute(body);
  }

  @Get('invitations/:member')
  @Permit('partnership.manage')
  @Describe({
    summary: 'The last invitation of a member',
    da: 'Den seneste invitation af et medlem',
    response: InvitationSchema,
  })
  invitation(@Param('member', { schema: MemberSchema }) member: string) {
    return this.inviting.get(member);
  }

  @Post('invitations/reading')
  @HttpCode(200)
  @Permit('partnership.read')
  @Describe({
    summary: 'What an invitation says, and its check phrase, before one joins',
    da: 'Hvad en invitation siger, og dens kontroltal, før man går med',
    response: ReadInvitationReplySchema,
    status: 200,
  })
  read(@Body({ schema: ReadInvitationSchema }) { text }: { readonly text: string }) {
    return this.joining.read(text);
  }

  @Post('joining')
  @Permit('partnership.manage')
  @Describe({
    summary: 'Join, with the check phrase as the inviter has read it',
    da: 'Gå med, med kontroltallet, som den, der har inviteret, har læst det op',
    response: PartnershipStateSchema,
  })
  async join(@Body({ schema: JoinPartnershipSchema }) body: JoinPartnership) {
    await this.joining.execute(body);
    return this.view.state();
  }
}
