import { Body, Controller, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { EstimateRequestSchema, EstimateSchema } from '@ringvirkning/benefits-api';
import { Describe } from '@ringvirkning/http';
import type { z } from 'zod';
import { EstimateHandler } from './estimate.handler.js';

@Controller('estimates')
export class EstimateController {
  constructor(private readonly handler: EstimateHandler) {}

  @Post()
  @Permit('benefits.read')
  @Describe({
    summary: 'Who would gain by expected outcomes; nothing is kept',
    da: 'Hvem der ville få gevinsten af forventede resultater; intet gemmes',
    response: EstimateSchema,
    status: 200,
  })
  estimate(@Body({ schema: EstimateRequestSchema }) request: z.output<typeof EstimateRequestSchema>) {
    return this.handler.execute(request);
  }
}
