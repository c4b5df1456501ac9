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
import { HeavyWork } from '@ringvirkning/workers';
import { SIMULATE_TERMS } from '../heavy-work.js';
import { readTemplates } from './terms-templates.js';

@Controller()
export class SimulationsController {
  private readonly examples = readTemplates();

  constructor(private readonly work: HeavyWork) {}

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
    return this.work.run(SIMULATE_TERMS, request, leaving(response));
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

/** Aborted when the caller has gone, or the answer. */
function leaving(response: ServerResponse): AbortSignal {
  const leave = new AbortController();
  response.once('close', () => leave.abort());
  return leave.signal;
}
