import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import {
  AgreementIdSchema,
  AgreementReasonSchema,
  PartnerAgreementSchema,
  PartnerAgreementsSchema,
  ProposeAgreementSchema,
  type ProposeAgreement,
} from '@ringvirkning/partnership-api';
import { AgreementHandler } from './agreement.handler.js';

/** Who decided is told by function, and not by name. */
const officeOf = ({ roles }: Person): string => roles[0]!;

interface Reason {
  readonly reason: string;
}

@Controller('agreements')
export class AgreementsController {
  constructor(private readonly agreements: AgreementHandler) {}

  @Get()
  @Permit('partnership.read')
  @Describe({
    summary: 'Agreements with other members: what may be sent, for what and how long, and what none of them covers',
    da: 'Aftaler med andre medlemmer: hvad der må sendes, til hvad og hvor længe, og hvad ingen af dem omfatter',
    response: PartnerAgreementsSchema,
  })
  list() {
    return this.agreements.list();
  }

  @Post()
  @Permit('partnership.agree')
  @Describe({
    summary: 'Propose an agreement; it holds when the other side has approved it too',
    da: 'Foreslå en aftale; den gælder, når den anden side også har godkendt den',
    response: PartnerAgreementSchema,
  })
  propose(@Body({ schema: ProposeAgreementSchema }) body: ProposeAgreement, @CurrentActor() person: Person) {
    return this.agreements.propose(body, officeOf(person));
  }

  @Post(':id/approval')
  @Permit('partnership.agree')
  @Describe({
    summary: "Approve another member's agreement",
    da: 'Godkend et andet medlems aftale',
    response: PartnerAgreementSchema,
  })
  approve(@Param('id', { schema: AgreementIdSchema }) id: string, @CurrentActor() person: Person) {
    return this.agreements.approve(id, officeOf(person));
  }

  @Post(':id/suspension')
  @Permit('partnership.agree')
  @Describe({ summary: 'Stop an agreement for a while', da: 'Stil en aftale i bero', response: PartnerAgreementSchema })
  suspend(
    @Param('id', { schema: AgreementIdSchema }) id: string,
    @Body({ schema: AgreementReasonSchema }) { reason }: Reason,
    @CurrentActor() person: Person,
  ) {
    return this.agreements.say(id, 'suspend', { office: officeOf(person), reason });
  }

  @Post(':id/resumption')
  @Permit('partnership.agree')
  @Describe({
    summary: 'Go on with an agreement that we have suspended',
    da: 'Genoptag en aftale, som vi har stillet i bero',
    response: PartnerAgreementSchema,
  })
  resume(
    @Param('id', { schema: AgreementIdSchema }) id: string,
    @Body({ schema: AgreementReasonSchema }) { reason }: Reason,
    @CurrentActor() person: Person,
  ) {
    return this.agreements.say(id, 'resume', { office: officeOf(person), reason });
  }

  @Post(':id/ending')
  @Permit('partnership.agree')
  @Describe({
    summary: 'End an agreement for good',
    da: 'Afslut en aftale for altid',
    response: PartnerAgreementSchema,
  })
  end(
    @Param('id', { schema: AgreementIdSchema }) id: string,
    @Body({ schema: AgreementReasonSchema }) { reason }: Reason,
    @CurrentActor() person: Person,
  ) {
    return this.agreements.say(id, 'end', { office: officeOf(person), reason });
  }
}
