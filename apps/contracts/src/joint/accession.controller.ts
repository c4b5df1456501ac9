import { Controller, Param, Post } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import { ContractAccessionSchema } from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { IdSchema } from '@ringvirkning/message';
import { AccedeHandler } from './accede.handler.js';

@Controller(':id/accession')
export class AccessionController {
  constructor(private readonly accede: AccedeHandler) {}

  @Post()
  @Permit('contracts.activate')
  @Describe({
    summary:
      'Accedes to a joint contract that another municipality leads, once the own sign-offs and appropriations are there',
    da: 'Tiltræder en fælles kontrakt, som en anden kommune fører, når egne godkendelser og bevillinger foreligger',
    response: ContractAccessionSchema,
    status: 201,
  })
  run(@Param('id', { schema: IdSchema }) id: string) {
    return this.accede.execute(id);
  }
}
