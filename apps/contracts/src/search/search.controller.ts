import { Body, Controller, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { ContractHitsSchema } from '@ringvirkning/contracts-api';
import { Describe, SearchRequestSchema, type SearchRequest } from '@ringvirkning/http';
import { SearchHandler } from './search.handler.js';

@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchHandler) {}

  @Post()
  @Permit('contracts.read')
  @Describe({
    summary: 'Contracts by reference, words of the title, or id',
    da: 'Kontrakter efter reference, ord i titlen eller id',
    response: ContractHitsSchema,
    status: 200,
  })
  find(@Body({ schema: SearchRequestSchema }) { term }: SearchRequest) {
    return this.search.execute(term);
  }
}
