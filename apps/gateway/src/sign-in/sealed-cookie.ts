import { parseCookie, stringifySetCookie } from 'cookie';
import { EncryptJWT, jwtDecrypt, type JWTPayload } from 'jose';
import type { SealingKeys } from './sealing-keys.js';

/** Browsers refuse a cookie above 4096 bytes including its name and attributes, so a long sealed value travels in several. */
const CHUNK = 3_600;
const MOST_CHUNKS = 5;

export interface CookieKind {
  readonly name: string;
  readonly path: string;
  /** How long the sealed value is accepted, in seconds. The cookie itself ends with the browser session. */
  readonly seconds: number;
}

/**
 * A value only we can read and write, kept by the browser: encrypted and authenticated (JWE `dir`, A256GCM), HttpOnly,
 * SameSite=Lax, Secure on https. The cookie's name is bound into the token, so one kind cannot be replayed as another.
 */
export class SealedCookie<T extends object> {
  private readonly name: string;

  constructor(
    private readonly kind: CookieKind,
    private readonly keys: SealingKeys,
    private readonly secure: boolean,
  ) {
    this.name = secure && kind.path === '/' ? `__Host-${kind.name}` : kind.name;
  }

  /** The Set-Cookie values that store the value and drop what a longer earlier value left behind. */
  async seal(value: T, requestCookies: string | undefined): Promise<string[]> {
    const token = await new EncryptJWT({ value } as JWTPayload)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setSubject(this.name)
      .setIssuedAt()
      .setExpirationTime(`${this.kind.seconds}s`)
      .encrypt(this.keys.newest());
    const chunks = token.match(new RegExp(`.{1,${CHUNK}}`, 'g')) ?? [];
    if (chunks.length > MOST_CHUNKS)
      throw new RangeError(`sealed cookie ${this.name} is too long (${token.length} bytes)`);
    const leftOver = this.present(requestCookies).filter(
      (name) => !chunks.some((_, index) => this.chunkName(index) === name),
    );
    return [
      ...chunks.map((chunk, index) => this.setCookie(this.chunkName(index), chunk)),
      ...leftOver.map((name) => this.dropCookie(name)),
    ];
  }

  /** The value, or undefined when there is none or it is forged, damaged or too old. */
  async open(requestCookies: string | undefined): Promise<T | undefined> {
    const token = this.present(requestCookies)
      .map((name) => parseCookie(requestCookies ?? '')[name])
      .join('');
    if (!token) return undefined;
    for (const key of this.keys.all()) {
      const opened = await this.openedWith(key, token);
      if (opened) return opened;
    }
    return undefined;
  }

  private async openedWith(key: Uint8Array, token: string): Promise<T | undefined> {
    try {
      const { payload } = await jwtDecrypt(token, key, {
        subject: this.name,
        contentEncryptionAlgorithms: ['A256GCM'],
        keyManagementAlgorithms: ['dir'],
      });
      return payload['value'] as T;
    } catch {
      return undefined;
    }
  }

  /** The Set-Cookie values that make the browser forget it. */
  clear(requestCookies: string | undefined): string[] {
    return this.present(requestCookies).map((name) => this.dropCookie(name));
  }

  private present(requestCookies: string | undefined): string[] {
    const cookies = parseCookie(requestCookies ?? '');
    return Array.from({ length: MOST_CHUNKS }, (_, index) => this.chunkName(index)).filter(
      (name) => cookies[name] !== undefined,
    );
  }

  private chunkName(index: number): string {
    return index === 0 ? this.name : `${this.name}.${index}`;
  }

  private setCookie(name: string, value: string, maxAge?: number): string {
    return stringifySetCookie({
      name,
      value,
      path: this.kind.path,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secure,
      ...(maxAge === undefined ? {} : { maxAge }),
    });
  }

  private dropCookie(name: string): string {
    return this.setCookie(name, '', 0);
  }
}
