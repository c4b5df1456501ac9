import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { FactsOfOutcomeSchema, OutcomeFactsSchema, TellFactsSchema, type TellFacts } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { TellFactsHandler } from './tell-facts.handler.js';
import { ViewFactsHandler } from './view-facts.handler.js';

const ID = { schema: IdSchema };

@Controller('contracts/:contractId/outcomes/:claimId/facts')
export class TellFactsController {
  constructor(
    private readonly viewing: ViewFactsHandler,
    private readonly telling: TellFactsHandler,
  ) {}

  @Get()
  @Permit('benefits.tell-facts')
  @Describe({
    summary: 'What the law asks of the person behind an outcome, and what is known; the look is logged',
    da: 'Hvad loven spørger om for personen bag et resultat, og hvad der vides; opslaget logges',
    response: FactsOfOutcomeSchema,
  })
  view(
    @Param('contractId', ID) contractId: string,
    @Param('claimId', ID) claimId: string,
    @CurrentActor() person: Person,
  ) {
    return this.viewing.execute(contractId, claimId, person);
  }

  @Put()
  @Permit('benefits.tell-facts')
  @Describe({
    summary: 'Tell what is known of the person behind an outcome, where the law asks: the outcome is valued anew',
    da: 'Oplys, hvad der vides om personen bag et resultat, hvor loven spørger: resultatet værdisættes på ny',
    response: OutcomeFactsSchema,
  })
  tell(
    @Param('contractId', ID) contractId: string,
    @Param('claimId', ID) claimId: string,
    @Body({ schema: TellFactsSchema }) body: TellFacts,
    @CurrentActor() person: Person,
  ) {
    return this.telling.execute(contractId, claimId, body, person);
  }
}
