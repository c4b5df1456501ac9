import { join } from 'node:path';
import type { RequestHandler } from 'express';

const OURS = /^\/(api|auth|health|metrics)(\/|$)/;

/** Caching of a portal file: names in `assets/` carry a digest of their content and never change; everything else is asked for again. */
export const cacheControl = (path: string): string =>
  /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';

/** The portal is one page: an address a person may open that is no file and none of ours gives that page. */
export function portalFallback(portalDir: string): RequestHandler {
  return (request, response, next) => {
    const opensPage =
      request.method === 'GET' &&
      request.accepts(['html', 'json']) === 'html' &&
      !OURS.test(request.path) &&
      !/\.\w+$/.test(request.path);
    if (!opensPage) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(portalDir, 'index.html'), (error) => {
      if (error) next(error);
    });
  };
}
