import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import {
  DifferencesQuerySchema,
  DifferencesSchema,
  DiscardRequestSchema,
  DraftDiscardedSchema,
  VersionDocumentSchema,
  VersionNumberSchema,
  type DifferencesQuery,
  type DiscardRequest,
} from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { DiscardHandler } from './discard.handler.js';
import { ViewVersionsHandler } from './view-versions.handler.js';

@Controller(':id')
export class DraftsController {
  constructor(
    private readonly discard: DiscardHandler,
    private readonly view: ViewVersionsHandler,
  ) {}

  @Post('discard')
  @Permit('contracts.create')
  @Describe({
    summary: 'Gives up a draft, with the reason; everything of it stays readable',
    da: 'Opgiver et udkast med en begrundelse; alt i det kan stadig læses',
    response: DraftDiscardedSchema,
    status: 201,
  })
  giveUp(
    @Param('id', { schema: IdSchema }) id: string,
    @Body({ schema: DiscardRequestSchema }) request: DiscardRequest,
  ) {
    return this.discard.execute(id, request);
  }

  @Get('versions/:version')
  @Permit('contracts.read')
  @Describe({
    summary: 'One version of the terms, as it was written',
    da: 'Én version af vilkårene, som den blev skrevet',
    response: VersionDocumentSchema,
  })
  version(
    @Param('id', { schema: IdSchema }) id: string,
    @Param('version', { schema: VersionNumberSchema }) version: number,
  ) {
    return this.view.document(id, version);
  }

  @Get('differences')
  @Permit('contracts.read')
  @Describe({
    summary: 'What differs between two versions: clauses in words, and payments, worst cases and returns',
    da: 'Forskellen på to versioner: vilkår i ord samt betalinger, højeste betaling og afkast',
    response: DifferencesSchema,
  })
  differences(
    @Param('id', { schema: IdSchema }) id: string,
    @Query({ schema: DifferencesQuerySchema }) query: DifferencesQuery,
  ) {
    return this.view.differences(id, query);
  }
}
