import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { Describe, SearchRequestSchema, type SearchRequest } from '@ringvirkning/http';
import { PeopleHitsSchema } from '@ringvirkning/outcomes-api';
import { SearchHandler } from './search.handler.js';

@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchHandler) {}

  @Post()
  @Permit('people.read')
  @Describe({
    summary: 'People by whole pseudonym, own key or id, claims by id or reference; whoever is found is logged',
    da: 'Borgere efter helt pseudonym, egen nøgle eller id, resultater efter id eller reference; fund logges',
    response: PeopleHitsSchema,
    status: 200,
  })
  find(@Body({ schema: SearchRequestSchema }) { term }: SearchRequest, @CurrentActor() person: Person) {
    return this.search.execute(term, person);
  }
}
