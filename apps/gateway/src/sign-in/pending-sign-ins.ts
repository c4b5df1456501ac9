import { parseCookie } from 'cookie';
import type { PendingSignIn } from './identity.js';
import { SealedCookie, type CookieKind } from './sealed-cookie.js';
import type { SealingKeys } from './sealing-keys.js';

/** Sign-ins under way in one browser; the oldest give way, so that cookies do not pile up. */
const MOST = 5;
const NAME_LENGTH = 12;

/**
 * What a browser carries between leaving for the identity provider and coming back: one sealed cookie for each sign-in, named after its state, so that
 * several tabs can sign in side by side.
 */
export class PendingSignIns {
  constructor(
    private readonly kind: CookieKind,
    private readonly keys: SealingKeys,
    private readonly secure: boolean,
  ) {}

  /** The Set-Cookie values that keep it. */
  async keep(pending: PendingSignIn, requestCookies: string | undefined): Promise<string[]> {
    const superfluous = this.present(requestCookies).slice(0, -MOST + 1);
    return [
      ...superfluous.flatMap((name) => this.cookie(name).clear(requestCookies)),
      ...(await this.cookie(this.nameOf(pending.state)).seal(pending, requestCookies)),
    ];
  }

  /** The sign-in that a callback's `state` belongs to, and the Set-Cookie values that forget it. */
  async take(
    state: string,
    requestCookies: string | undefined,
  ): Promise<{ pending: PendingSignIn | undefined; forget: string[] }> {
    const cookie = this.cookie(this.nameOf(state));
    const pending = await cookie.open(requestCookies);
    return pending?.state === state
      ? { pending, forget: cookie.clear(requestCookies) }
      : { pending: undefined, forget: [] };
  }

  private present(requestCookies: string | undefined): string[] {
    return Object.keys(parseCookie(requestCookies ?? '')).filter((name) => name.startsWith(`${this.kind.name}_`));
  }

  private nameOf(state: string): string {
    return `${this.kind.name}_${state.replaceAll(/[^\w-]/g, '').slice(0, NAME_LENGTH)}`;
  }

  private cookie(name: string): SealedCookie<PendingSignIn> {
    return new SealedCookie<PendingSignIn>({ ...this.kind, name }, this.keys, this.secure);
  }
}
