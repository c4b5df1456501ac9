import { createHash } from 'node:crypto';
import type { IdentityProvider, Session } from './identity.js';
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

/** The session of a request, renewed when its access token is about to end. A session that cannot be renewed is over. */
export class Sessions {
  private readonly renewals = new Map<string, Promise<Session>>();

  constructor(
    private readonly identity: IdentityProvider,
    private readonly cookie: SealedCookie<Session>,
  ) {}

  async current(cookies: string | undefined): Promise<CurrentSession> {
    const session = await this.cookie.open(cookies);
    if (!session || session.expiresAt - RENEW_BEFORE_MS > Date.now()) return { session, setCookies: [] };
    if (!session.refreshToken)
      return session.expiresAt > Date.now()
        ? { session, setCookies: [] }
        : { session: undefined, setCookies: this.cookie.clear(cookies) };
    try {
      const renewed = await this.renew(session, session.refreshToken);
      return { session: renewed, setCookies: await this.cookie.seal(renewed, cookies) };
    } catch {
      return { session: undefined, setCookies: this.cookie.clear(cookies) };
    }
  }

  /** A refresh token may be used once only (rotation), so one renewal serves all requests that carry it. */
  private renew(session: Session, refreshToken: string): Promise<Session> {
    const id = createHash('sha256').update(refreshToken).digest('base64');
    const known = this.renewals.get(id);
    if (known) return known;
    const renewal = this.identity.refresh(session, refreshToken);
    this.renewals.set(id, renewal);
    setTimeout(() => this.renewals.delete(id), REMEMBER_RENEWAL_MS).unref();
    return renewal;
  }
}
