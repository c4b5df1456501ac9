const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface WriteAttempt {
  readonly method: string;
  readonly origin: string | undefined;
  readonly requestedWith: string | undefined;
}

/**
 * Defence against cross-site request forgery for requests that ride on the session cookie: a write is ours when it comes
 * from our own origin, or, where the browser sends no Origin, carries the header that another site cannot add without a
 * CORS permission we never give.
 */
export function isForged({ method, origin, requestedWith }: WriteAttempt, ownOrigin: string): boolean {
  if (SAFE.has(method)) return false;
  return origin === undefined ? requestedWith !== 'ringvirkning' : origin !== ownOrigin;
}
