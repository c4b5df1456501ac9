import { Body, Controller, Param, Put } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { OutcomeFactsSchema, TellFactsSchema, type TellFacts } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { TellFactsHandler } from './tell-facts.handler.js';

@Controller('contracts/:contractId/outcomes/:claimId/facts')
export class TellFactsController {
  constructor(private readonly telling: TellFactsHandler) {}

  @Put()
  @Permit('benefits.manage-models')
  @Describe({
    summary: 'Tell what is known of the person behind an outcome, where the law asks: the outcome is valued anew',
    da: 'Oplys, hvad der vides om personen bag et resultat, hvor loven spørger: resultatet værdisættes på ny',
    response: OutcomeFactsSchema,
  })
  tell(
    @Param('contractId', { schema: IdSchema }) contractId: string,
    @Param('claimId', { schema: IdSchema }) claimId: string,
    @Body({ schema: TellFactsSchema }) body: TellFacts,
  ) {
    return this.telling.execute(contractId, claimId, body);
  }
}
