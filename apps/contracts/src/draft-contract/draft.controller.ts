import { Body, Controller, Headers, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import { AddVersionQuerySchema, ContractVersionCreatedSchema, type AddVersionQuery } from '@ringvirkning/contracts-api';
import { AcceptsText, Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { AddVersionHandler } from './add-version.handler.js';
import { CreateContractHandler } from './create-contract.handler.js';
import { ReadDocument } from './read-document.js';

export const DOCUMENTS = ['application/yaml', 'application/json', 'application/x-yaml', 'text/yaml'] as const;

@Controller()
export class DraftController {
  constructor(
    private readonly createContract: CreateContractHandler,
    private readonly addVersion: AddVersionHandler,
    private readonly read: ReadDocument,
  ) {}

  @Post()
  @Permit('contracts.create')
  @AcceptsText(...DOCUMENTS)
  @Describe({
    summary: 'Creates a contract from its terms document',
    da: 'Opretter en kontrakt ud fra vilkårsdokumentet',
    response: ContractVersionCreatedSchema,
    status: 201,
  })
  async create(
    @Body() text: string | undefined,
    @CurrentActor() { name: author }: Person,
    @Headers('content-type') mediaType = '',
  ) {
    return this.createContract.execute(await this.read.from({ text, mediaType, author }));
  }

  @Post(':id/versions')
  @Permit('contracts.create')
  @AcceptsText(...DOCUMENTS)
  @Describe({
    summary: 'Adds a version with other terms; it needs new sign-offs',
    da: 'Tilføjer en version med andre vilkår; den kræver nye godkendelser',
    response: ContractVersionCreatedSchema,
    status: 201,
  })
  async add(
    @Param('id', { schema: IdSchema }) id: string,
    @Query({ schema: AddVersionQuerySchema }) { from }: AddVersionQuery,
    @Body() text: string | undefined,
    @CurrentActor() { name: author }: Person,
    @Headers('content-type') mediaType = '',
  ) {
    return this.addVersion.execute(id, await this.read.from({ text, mediaType, author }), from);
  }
}
