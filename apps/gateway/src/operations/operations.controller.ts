import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { Public } from '@ringvirkning/auth';
import { SERVICES, type Service } from '@ringvirkning/catalogue';
import { HoldingsSchema, reconcile, ToldSchema, type ReconciliationReport } from '@ringvirkning/reconciliation';
import type { Request, Response } from 'express';
import type { GatewayConfig } from '../config.js';
import { Sessions } from '../sign-in/sessions.js';
import { GATEWAY_CONFIG } from '../tokens.js';
import { AskServices } from './services.js';

const WITHIN_MS = 5_000;
/** Digests over all that a service ever recorded take their time. */
const DIGESTS_WITHIN_MS = 5 * 60_000;

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
    const services = await AskServices.for(this.config, this.sessions, request, response);
    return { services: await Promise.all(SERVICES.map((service) => report(services, service))) };
  }

  /** Whether all services say the same of what they have told each other. */
  @Get('reconciliation')
  @Public('every service decides by the caller token it is shown')
  async reconciliation(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReconciliationReport> {
    const services = await AskServices.for(this.config, this.sessions, request, response);
    const answer = async (service: string, path: string): Promise<unknown> => {
      const got = await services.get(service as Service, `/reconciliation${path}`, DIGESTS_WITHIN_MS);
      if (!got.ok) throw new Error(`${service} answered ${got.status}`);
      return got.json();
    };
    return reconcile(SERVICES, {
      holdings: async (service) => HoldingsSchema.parse(await answer(service, '')),
      told: async (service, subject, members, upto) => {
        const query = new URLSearchParams({ subject, upto: String(upto), members: members.join() });
        return ToldSchema.parse(await answer(service, `/told?${query.toString()}`)).sums;
      },
    });
  }
}

async function report(services: AskServices, service: Service): Promise<ServiceOperations> {
  const asked = performance.now();
  try {
    const answer = await services.get(service, '', WITHIN_MS);
    const told: unknown = await answer.json();
    return {
      service,
      status: answer.ok ? 'up' : 'refused',
      httpStatus: answer.status,
      answeredInMs: Math.round(performance.now() - asked),
      report: told,
    };
  } catch {
    return { service, status: 'down', httpStatus: null, answeredInMs: null, report: null };
  }
}
