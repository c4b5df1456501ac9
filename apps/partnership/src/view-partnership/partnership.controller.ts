import { Controller, Get, Query } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe, PageQuerySchema, type PageQuery } from '@ringvirkning/http';
import { HistoryPageSchema, MessageTypesSchema, PartnershipStateSchema } from '@ringvirkning/partnership-api';
import { MESSAGE_KINDS } from '../agreements/message-kinds.js';
import { ViewPartnershipHandler } from './view-partnership.handler.js';

@Controller()
export class PartnershipController {
  constructor(private readonly view: ViewPartnershipHandler) {}

  @Get()
  @Permit('partnership.read')
  @Describe({
    summary: 'The partnership: charter, members, how the exchange with each stands, and what wants attention',
    da: 'Partnerskabet: charter, medlemmer, hvordan udvekslingen med hvert står, og hvad der kræver opmærksomhed',
    response: PartnershipStateSchema,
  })
  state() {
    return this.view.state();
  }

  @Get('history')
  @Permit('partnership.read')
  @Describe({
    summary: "The charter's history, newest first",
    da: 'Charterets historik, nyeste først',
    response: HistoryPageSchema,
  })
  history(@Query({ schema: PageQuerySchema }) query: PageQuery) {
    return this.view.history(query);
  }

  @Get('message-types')
  @Permit('partnership.read')
  @Describe({
    summary: 'Each type of message that can cross, with its fields and an example',
    da: 'Hver type besked, der kan sendes, med dens felter og et eksempel',
    response: MessageTypesSchema,
  })
  types() {
    return { items: MESSAGE_KINDS };
  }
}
