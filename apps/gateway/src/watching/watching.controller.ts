import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { may, notPermitted, Public, TokenVerifier } from '@ringvirkning/auth';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { GatewayConfig } from '../config.js';
import { problems } from '../edge/problem.js';
import { callerOf } from '../proxy/caller.js';
import { Sessions } from '../sign-in/sessions.js';
import { GATEWAY_CONFIG } from '../tokens.js';
import { HOURS, WatchHistory, type Watch } from './history.js';

const QuerySchema = z.strictObject({
  hours: z.coerce.number().pipe(z.literal(HOURS)).default(6),
});

@Controller('api/operations/history')
export class WatchingController {
  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly sessions: Sessions,
    private readonly tokens: TokenVerifier,
    private readonly history: WatchHistory,
  ) {}

  /** Rate, errors, duration and ages of the last hours, and how it stands now. @throws DomainError for who is not signed in, or may not read operations. */
  @Get()
  @Public('a session is as good as a token here, and either must permit operations.read')
  async read(
    @Query({ schema: QuerySchema }) { hours }: z.output<typeof QuerySchema>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Watch> {
    const caller = await callerOf(request, response, this.sessions, this.config.ORIGIN.origin);
    if (!caller.bearer) throw caller.refused ?? problems.notSignedIn();
    if (!may(await this.tokens.verify(caller.bearer), 'operations.read')) throw notPermitted('operations.read');
    response.setHeader('Cache-Control', 'no-store');
    return this.history.view(hours);
  }
}
