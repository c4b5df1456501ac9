import { Controller, Get, Param, Query } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import {
  ProvisionDetailSchema,
  ProvisionListSchema,
  ProvisionQuerySchema,
  type ProvisionList,
  type ProvisionQuery,
} from '@ringvirkning/benefits-api';
import { PROVISIONS } from '@ringvirkning/benefits-domain';
import { Describe } from '@ringvirkning/http';
import { CodeSchema } from '@ringvirkning/message';
import { presentDetail, presentItem } from './present-provision.js';

/** The catalogue of provisions of law that valuation models may name. It is part of the program, the same for everybody. */
@Controller('provisions')
export class ProvisionsController {
  @Get()
  @Permit('benefits.read')
  @Describe({ summary: 'Provisions of law', da: 'Lovbestemmelser', response: ProvisionListSchema })
  list(): ProvisionList {
    return { items: PROVISIONS.map(presentItem) };
  }

  @Get(':code')
  @Permit('benefits.read')
  @Describe({
    summary: 'A provision with its history, and what changed between two days',
    da: 'En lovbestemmelse med sin historik, og hvad der er ændret mellem to dage',
    response: ProvisionDetailSchema,
  })
  detail(
    @Param('code', { schema: CodeSchema }) code: string,
    @Query({ schema: ProvisionQuerySchema }) query: ProvisionQuery,
  ) {
    return presentDetail(code, query);
  }
}
