import { SERVICES, type Service } from '@ringvirkning/catalogue';
import type { ServiceUrls } from '../config.js';

export interface Target {
  readonly service: Service;
  readonly url: URL;
}

/**
 * The service that owns an address `/api/<service>/…`, or undefined. The path is normalised first: `/api/contracts/../../metrics`
 * is `/metrics` and belongs to no service. Health, metrics and other addresses outside `/api` are thus never reachable from here.
 */
export function targetOf(requestUrl: string, services: ServiceUrls): Target | undefined {
  if (!requestUrl.startsWith('/') || !URL.canParse(`http://gateway${requestUrl}`)) return undefined;
  const { pathname, search } = new URL(`http://gateway${requestUrl}`);
  const service = SERVICES.find((name) => pathname === `/api/${name}` || pathname.startsWith(`/api/${name}/`));
  if (!service) return undefined;
  const url = new URL(services[service]);
  url.pathname = pathname;
  url.search = search;
  return { service, url };
}
