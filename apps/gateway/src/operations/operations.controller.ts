import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { Public } from '@ringvirkning/auth';
import { SERVICES, type Service } from '@ringvirkning/catalogue';
import { CORRELATION_HEADER } from '@ringvirkning/http';
import type { Request, Response } from 'express';
import { serviceUrls, type GatewayConfig } from '../config.js';
import { problems } from '../edge/problem.js';
import { callerOf } from '../proxy/caller.js';
import { Sessions } from '../sign-in/sessions.js';
import { GATEWAY_CONFIG } from '../tokens.js';

const WITHIN_MS = 5_000;

/** One service on the operations page. `status`: it answered, it refused this caller (or failed), or it did not answer. */
export interface ServiceOperations {
  readonly service: Service;
  readonly status: 'up' | 'refused' | 'down';
  readonly httpStatus: number | null;
  readonly answeredInMs: number | null;
  /** What the service tells of itself at `/api/<service>/operations`, or its problem details. */
  readonly report: unknown;
}

@Controller('api/operations')
export class OperationsController {
  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly sessions: Sessions,
  ) {}

  @Get()
  @Public('every service decides by the caller token it is shown')
  async overview(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ services: readonly ServiceOperations[] }> {
    const caller = await callerOf(request, response, this.sessions, this.config.ORIGIN.origin);
    if (!caller.bearer) throw caller.refused ?? problems.notSignedIn();
    const headers = {
      authorization: `Bearer ${caller.bearer}`,
      'x-correlation-id': String(response.getHeader(CORRELATION_HEADER)),
    };
    return { services: await Promise.all(SERVICES.map((service) => this.ask(service, headers))) };
  }

  private async ask(service: Service, headers: Record<string, string>): Promise<ServiceOperations> {
    const url = new URL(`/api/${service}/operations`, serviceUrls(this.config)[service]);
    const asked = performance.now();
    try {
      const answer = await fetch(url, { headers, signal: AbortSignal.timeout(WITHIN_MS) });
      const report: unknown = await answer.json();
      return {
        service,
        status: answer.ok ? 'up' : 'refused',
        httpStatus: answer.status,
        answeredInMs: Math.round(performance.now() - asked),
        report,
      };
    } catch {
      return { service, status: 'down', httpStatus: null, answeredInMs: null, report: null };
    }
  }
}
