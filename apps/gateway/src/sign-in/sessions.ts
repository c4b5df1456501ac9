import { createHash } from 'node:crypto';
import { problems } from '../edge/problem.js';
import type { EndedSessions } from './ended-sessions.js';
import { SessionOver, type IdentityProvider, type Session } from './identity.js';
import type { SealedCookie } from './sealed-cookie.js';

/** Renew a little before the end, so that a request does not die on the way. */
const RENEW_BEFORE_MS = 30_000;
/** Browsers send requests in parallel: those that still carry the old cookie get the renewal that one of them caused. */
const REMEMBER_RENEWAL_MS = 60_000;

export interface CurrentSession {
  readonly session: Session | undefined;
  /** Set-Cookie values the answer must carry. */
  readonly setCookies: readonly string[];
}

/**
 * The session of a request, renewed when its access token is about to end. Only the provider's word (or signing out) ends a session: while the provider is
 * away, a token that is still good is used, and renewal is tried again with every request.
 */
export class Sessions {
  private readonly renewals = new Map<string, Promise<Session>>();

  constructor(
    private readonly identity: IdentityProvider,
    private readonly cookie: SealedCookie<Session>,
    private readonly ended: EndedSessions,
  ) {}

  /** @throws DomainError `gateway.identity-down` when the token has ended and the provider does not answer: the session goes on once it does. */
  async current(cookies: string | undefined): Promise<CurrentSession> {
    const session = await this.cookie.open(cookies);
    if (!session) return { session, setCookies: [] };
    const over: CurrentSession = { session: undefined, setCookies: this.cookie.clear(cookies) };
    if (await this.ended.has(session.id)) return over;
    if (session.expiresAt - RENEW_BEFORE_MS > Date.now()) return { session, setCookies: [] };
    const isGood = session.expiresAt > Date.now();
    if (!session.refreshToken) return isGood ? { session, setCookies: [] } : over;
    try {
      const renewed = await this.renew(session, session.refreshToken);
      return { session: renewed, setCookies: await this.cookie.seal(renewed, cookies) };
    } catch (error) {
      if (error instanceof SessionOver) return over;
      if (isGood) return { session, setCookies: [] };
      throw problems.identityDown();
    }
  }

  /** Signs out: the cookie is worth nothing from now on, at every gateway at once and at the provider as soon as it answers. Returns what it held. */
  async end(cookies: string | undefined): Promise<Session | undefined> {
    const session = await this.cookie.open(cookies);
    if (!session) return undefined;
    await this.ended.add(session.id);
    await this.identity.revoke(session).catch(() => undefined);
    return session;
  }

  /** A refresh token may be used once only (rotation), so one renewal serves all requests that carry it. */
  private renew(session: Session, refreshToken: string): Promise<Session> {
    const id = createHash('sha256').update(refreshToken).digest('base64');
    const known = this.renewals.get(id);
    if (known) return known;
    const renewal = this.identity.refresh(session, refreshToken);
    this.renewals.set(id, renewal);
    // What failed is tried again; what succeeded is remembered for the requests that are on their way with the old cookie.
    renewal.catch(() => this.renewals.delete(id));
    setTimeout(() => this.renewals.delete(id), REMEMBER_RENEWAL_MS).unref();
    return renewal;
  }
}
