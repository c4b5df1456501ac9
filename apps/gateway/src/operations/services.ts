import type { Service } from '@ringvirkning/catalogue';
import { CORRELATION_HEADER } from '@ringvirkning/http';
import type { Request, Response } from 'express';
import { serviceUrls, type GatewayConfig } from '../config.js';
import { problems } from '../edge/problem.js';
import { callerOf } from '../proxy/caller.js';
import type { Sessions } from '../sign-in/sessions.js';

/** Puts questions to the services in the caller's name: what they answer is theirs to decide. */
export class AskServices {
  constructor(
    private readonly config: GatewayConfig,
    private readonly headers: Readonly<Record<string, string>>,
  ) {}

  /** @throws DomainError when nobody is signed in. */
  static async for(
    config: GatewayConfig,
    sessions: Sessions,
    request: Request,
    response: Response,
  ): Promise<AskServices> {
    const caller = await callerOf(request, response, sessions, config.ORIGIN.origin);
    if (!caller.bearer) throw caller.refused ?? problems.notSignedIn();
    return new AskServices(config, {
      authorization: `Bearer ${caller.bearer}`,
      'x-correlation-id': String(response.getHeader(CORRELATION_HEADER)),
    });
  }

  /** `path` is below `/api/<service>/operations`. Rejects when the service does not answer in time. */
  get(service: Service, path: string, withinMs: number): Promise<globalThis.Response> {
    const url = new URL(`/api/${service}/operations${path}`, serviceUrls(this.config)[service]);
    return fetch(url, { headers: this.headers, signal: AbortSignal.timeout(withinMs) });
  }
}
