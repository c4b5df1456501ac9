import { Body, Controller, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { Describe, SearchRequestSchema, type SearchRequest } from '@ringvirkning/http';
import { RunHitsSchema } from '@ringvirkning/payments-api';
import { SearchHandler } from './search.handler.js';

@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchHandler) {}

  @Post()
  @Permit('payments.read')
  @Describe({
    summary: 'Payment runs by number, contract and number, or id',
    da: 'Betalingskørsler efter nummer, kontrakt og nummer, eller id',
    response: RunHitsSchema,
    status: 200,
  })
  find(@Body({ schema: SearchRequestSchema }) { term }: SearchRequest) {
    return this.search.execute(term);
  }
}
