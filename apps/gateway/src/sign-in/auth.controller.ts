import { Controller, Get, Header, Inject, Query, Redirect, Req, Res } from '@nestjs/common';
import { Public } from '@ringvirkning/auth';
import type { Request, Response } from 'express';
import type { GatewayConfig } from '../config.js';
import { problems } from '../edge/problem.js';
import { GATEWAY_CONFIG, SESSION_COOKIE } from '../tokens.js';
import { IdentityProvider, type Session } from './identity.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { personOf, type Person } from './person.js';
import { safeReturnTo } from './return-to.js';
import type { SealedCookie } from './sealed-cookie.js';
import { Sessions } from './sessions.js';

/** Signing in and out. The browser never sees a token: it carries a sealed session cookie, and the gateway speaks OIDC. */
@Controller('auth')
export class AuthController {
  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly identity: IdentityProvider,
    private readonly sessions: Sessions,
    private readonly pendingSignIns: PendingSignIns,
    @Inject(SESSION_COOKIE) private readonly sessionCookie: SealedCookie<Session>,
  ) {}

  @Get('login')
  @Redirect()
  @Header('cache-control', 'no-store')
  @Public('starts signing in')
  async login(
    @Query('returnTo') returnTo: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ url: string }> {
    const { location, pending } = await this.identity
      .startSignIn(safeReturnTo(returnTo, this.config.ORIGIN))
      .catch(() => {
        throw problems.identityDown();
      });
    response.setHeader('Set-Cookie', await this.pendingSignIns.keep(pending, request.headers.cookie));
    return { url: location };
  }

  @Get('callback')
  @Redirect()
  @Header('cache-control', 'no-store')
  @Public('finishes signing in')
  async callback(
    @Query() answer: Record<string, string>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ url: string }> {
    const query = new URLSearchParams(answer);
    const { pending, forget } = await this.pendingSignIns.take(query.get('state') ?? '', request.headers.cookie);
    // Without a pending sign-in (an old bookmark, a login started elsewhere) the code is not ours to take.
    if (!pending) return { url: '/' };
    response.setHeader('Set-Cookie', forget);
    const session = await this.identity.finishSignIn(`?${query.toString()}`, pending).catch(() => {
      throw problems.signInFailed();
    });
    for (const line of await this.sessionCookie.seal(session, request.headers.cookie))
      response.appendHeader('Set-Cookie', line);
    return { url: pending.returnTo };
  }

  @Get('logout')
  @Redirect()
  @Header('cache-control', 'no-store')
  @Public('ends a session, if there is one')
  async logout(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<{ url: string }> {
    if (['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site']))) throw problems.forgedWrite();
    const session = await this.sessions.end(request.headers.cookie);
    response.setHeader('Set-Cookie', this.sessionCookie.clear(request.headers.cookie));
    return { url: await this.identity.signOutUrl(session).catch(() => '/') };
  }

  @Get('me')
  @Header('cache-control', 'no-store')
  @Public('tells the caller about themselves')
  async me(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Person> {
    const { session, setCookies } = await this.sessions.current(request.headers.cookie);
    if (setCookies.length > 0) response.setHeader('Set-Cookie', [...setCookies]);
    if (!session) throw problems.notSignedIn();
    return personOf(session.accessToken, this.config.INSTANCE_ID);
  }
}
