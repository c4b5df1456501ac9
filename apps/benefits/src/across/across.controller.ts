import { Controller, Get, Query } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { AcrossQuerySchema, AcrossSchema, type AcrossQuery } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { ViewAcrossHandler } from './view-across.handler.js';

@Controller('across')
export class AcrossController {
  constructor(private readonly handler: ViewAcrossHandler) {}

  @Get()
  @Permit('benefits.read')
  @Describe({
    summary: 'Joint contracts: what other municipalities gain and pay, and what was told between us',
    da: 'Fælles kontrakter: hvad andre kommuner får og betaler, og hvad der er oplyst mellem os',
    response: AcrossSchema,
  })
  across(@Query({ schema: AcrossQuerySchema }) { contractId }: AcrossQuery) {
    return this.handler.execute(contractId);
  }
}
