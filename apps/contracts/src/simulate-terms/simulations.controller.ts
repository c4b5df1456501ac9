import type { ServerResponse } from 'node:http';
import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { Permit } from '@ringvirkning/auth';
import {
  SimulationRequestSchema,
  SimulationSchema,
  TermsTemplatesSchema,
  type SimulationRequest,
} from '@ringvirkning/contracts-api';
import { Describe } from '@ringvirkning/http';
import { SimulateTermsHandler } from './simulate-terms.handler.js';
import { readTemplates } from './terms-templates.js';

@Controller()
export class SimulationsController {
  private readonly examples = readTemplates();

  constructor(private readonly simulate: SimulateTermsHandler) {}

  @Post('simulations')
  @Permit('contracts.simulate')
  @Describe({
    summary: 'Computes what terms would give; nothing is stored',
    da: 'Beregner, hvad vilkår ville give; intet gemmes',
    response: SimulationSchema,
    status: 200,
  })
  run(
    @Body({ schema: SimulationRequestSchema }) request: SimulationRequest,
    @Res({ passthrough: true }) response: ServerResponse,
  ) {
    return this.simulate.execute(request, () => response.socket?.destroyed === false);
  }

  @Get('templates')
  @Permit('contracts.simulate')
  @Describe({
    summary: 'Terms documents to start from: worked public cases',
    da: 'Vilkårsdokumenter at begynde med: gennemregnede offentlige eksempler',
    response: TermsTemplatesSchema,
  })
  templates() {
    return this.examples;
  }
}
