import { Body, Controller, Param, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import {
  AppropriationRequestSchema,
  AppropriationSchema,
  type AppropriationRequest,
} from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { AppropriateHandler } from './appropriate.handler.js';

@Controller(':id/appropriations')
export class AppropriationsController {
  constructor(private readonly appropriate: AppropriateHandler) {}

  @Post()
  @Permit('contracts.activate')
  @Describe({
    summary: "Records a payer's appropriation for one budget year",
    da: 'Registrerer en betalers bevilling for et budgetår',
    response: AppropriationSchema,
    status: 201,
  })
  add(
    @Param('id', { schema: IdSchema }) id: string,
    @Body({ schema: AppropriationRequestSchema }) request: AppropriationRequest,
  ) {
    return this.appropriate.execute(id, request);
  }
}
