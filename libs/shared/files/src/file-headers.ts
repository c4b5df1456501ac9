/** What a browser can show without running anything. */
const SHOWN: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/gif'];

/** Tells the browser to believe the recognised type, and to let the content do nothing. Others than PDF and pictures are downloaded, under a name that tells nothing of anybody. */
export function fileHeaders({ mediaType, digest }: { readonly mediaType: string; readonly digest: string }): Headers {
  return new Headers({
    'content-type': mediaType,
    'content-disposition': `${SHOWN.includes(mediaType) ? 'inline' : 'attachment'}; filename="${digest.slice(0, 12)}"`,
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
}
