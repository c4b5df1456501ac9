import { Controller, Get, Query } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { MatrixSchema, OverviewQuerySchema, type OverviewQuery } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import { ViewMatrixHandler } from './view-matrix.handler.js';

@Controller('matrix')
export class MatrixController {
  constructor(private readonly handler: ViewMatrixHandler) {}

  @Get()
  @Permit('benefits.read')
  @Describe({
    summary: 'Who invested × who gained',
    da: 'Hvem investerede × hvem fik gevinsten',
    response: MatrixSchema,
  })
  matrix(@Query({ schema: OverviewQuerySchema }) query: OverviewQuery) {
    return this.handler.execute(query);
  }
}
