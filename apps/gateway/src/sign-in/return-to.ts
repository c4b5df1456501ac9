/**
 * Where to go after sign-in: a path on our own origin, or `/` when the wish is anything else (another origin, a
 * protocol-relative or back-slash address, a path of the sign-in itself).
 */
export function safeReturnTo(wish: unknown, publicUrl: URL): string {
  if (typeof wish !== 'string' || !wish.startsWith('/') || wish.length > 2_000) return '/';
  let target: URL;
  try {
    target = new URL(wish, publicUrl);
  } catch {
    return '/';
  }
  if (target.origin !== publicUrl.origin || target.pathname.startsWith('//') || target.pathname.startsWith('/auth/'))
    return '/';
  return `${target.pathname}${target.search}${target.hash}`;
}
