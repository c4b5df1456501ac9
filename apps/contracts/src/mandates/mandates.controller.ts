import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Permit, type Person } from '@ringvirkning/auth';
import {
  MandateEndRequestSchema,
  MandateRequestSchema,
  MandateSchema,
  MandatesSchema,
  type MandateEndRequest,
  type MandateRequest,
} from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { MandatesHandler } from './mandates.handler.js';

@Controller('mandates')
export class MandatesController {
  constructor(private readonly mandates: MandatesHandler) {}

  @Get()
  @Permit('contracts.read-chains')
  @Describe({
    summary: 'Who signs on behalf of whom, now and before, newest first',
    da: 'Hvem der underskriver på vegne af hvem, nu og tidligere, nyeste først',
    response: MandatesSchema,
  })
  all() {
    return this.mandates.list();
  }

  @Post()
  @Permit('contracts.give-mandates')
  @Describe({
    summary: 'Lets others sign for an office that the caller holds, for a time',
    da: 'Lader andre underskrive for et embede, du selv varetager, i en periode',
    response: MandateSchema,
    status: 201,
  })
  give(@Body({ schema: MandateRequestSchema }) request: MandateRequest, @CurrentActor() person: Person) {
    return this.mandates.give(request, person);
  }

  @Post(':id/end')
  @Permit('contracts.give-mandates')
  @Describe({
    summary: 'Takes a mandate back before its time; what was signed by it stands',
    da: 'Tager en fuldmagt tilbage før tid; det, der er underskrevet med den, står ved magt',
    response: MandateSchema,
    status: 201,
  })
  end(
    @Param('id', { schema: IdSchema }) id: string,
    @Body({ schema: MandateEndRequestSchema }) { reason }: MandateEndRequest,
    @CurrentActor() person: Person,
  ) {
    return this.mandates.end(id, reason, person);
  }
}
