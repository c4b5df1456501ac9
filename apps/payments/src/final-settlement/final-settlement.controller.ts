import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { CertifyFinalSchema, FinalSettlementSchema, type CertifyFinal } from '@ringvirkning/payments-api';
import { FinalSettlementHandler } from './final-settlement.handler.js';

const id = { schema: IdSchema };

/** The end of a contract, as far as its money goes. */
@Controller('contracts/:contractId/final-settlement')
export class FinalSettlementController {
  constructor(private readonly settlement: FinalSettlementHandler) {}

  @Get()
  @Permit('payments.read')
  @Describe({
    summary:
      'Final settlement: what remains to be paid or claimed back, capital, unspent appropriations, and what is against it',
    da: 'Slutopgørelsen: hvad der mangler at blive betalt eller skal kræves tilbage, kapital, uforbrugte bevillinger, og hvad der står i vejen',
    response: FinalSettlementSchema,
  })
  view(@Param('contractId', id) contractId: string, @CurrentActor() person: Person) {
    return this.settlement.view(contractId, person);
  }

  @Post('certification')
  @Permit('payments.certify')
  @Describe({
    summary: 'Certify the final settlement that was shown',
    da: 'Attestér den slutopgørelse, der er vist',
    response: FinalSettlementSchema,
    status: 200,
  })
  certify(
    @Param('contractId', id) contractId: string,
    @Body({ schema: CertifyFinalSchema }) { shown }: CertifyFinal,
    @CurrentActor() person: Person,
  ) {
    return this.settlement.certify(contractId, shown, person);
  }

  @Post('authorisation')
  @Permit('payments.authorise')
  @Describe({
    summary: 'Authorise the certified final settlement: the contract is ended',
    da: 'Godkend den attesterede slutopgørelse: kontrakten er afsluttet',
    response: FinalSettlementSchema,
    status: 200,
  })
  authorise(@Param('contractId', id) contractId: string, @CurrentActor() person: Person) {
    return this.settlement.authorise(contractId, person);
  }
}
