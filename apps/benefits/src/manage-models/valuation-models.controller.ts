import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import {
  ModelRefSchema,
  ValuationModelCreatedSchema,
  ValuationModelDetailSchema,
  ValuationModelPageSchema,
} from '@ringvirkning/benefits-api';
import { valuationModelJsonSchema } from '@ringvirkning/benefits-domain';
import { AcceptsText, Describe, PageQuerySchema, type PageQuery } from '@ringvirkning/http';
import { CreateModelHandler } from './create-model.handler.js';
import { ListModelsHandler } from './list-models.handler.js';
import { ReadModel } from './read-model.js';

@Controller('valuation-models')
export class ValuationModelsController {
  constructor(
    private readonly create: CreateModelHandler,
    private readonly list: ListModelsHandler,
    private readonly read: ReadModel,
  ) {}

  @Post()
  @Permit('benefits.manage-models')
  @AcceptsText('application/yaml', 'application/json')
  @Describe({
    summary: 'Store a version of a valuation model',
    da: 'Gem en udgave af en værdisætningsmodel',
    response: ValuationModelCreatedSchema,
  })
  async store(@Body() text: string | undefined) {
    return this.create.execute(await this.read.from(text));
  }

  @Get()
  @Permit('benefits.read')
  @Describe({ summary: 'Valuation models', da: 'Værdisætningsmodeller', response: ValuationModelPageSchema })
  page(@Query({ schema: PageQuerySchema }) query: PageQuery) {
    return this.list.page(query);
  }

  @Get('schema')
  @Permit('benefits.read')
  @Describe({
    summary: 'JSON Schema of the valuation model document',
    da: 'JSON Schema for værdisætningsmodellens dokument',
  })
  schema() {
    return valuationModelJsonSchema();
  }

  @Get(':model')
  @Permit('benefits.read')
  @Describe({
    summary: 'A valuation model with its document',
    da: 'En værdisætningsmodel med sit dokument',
    response: ValuationModelDetailSchema,
  })
  get(@Param('model', { schema: ModelRefSchema }) model: string) {
    return this.list.get(model);
  }
}
