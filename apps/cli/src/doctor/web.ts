import type { Env } from '@ringvirkning/config';
import { lookAtHub } from '../operate/partnership/hub-line.js';
import type { HubAddress } from '@ringvirkning/compose';
import { connect } from 'node:tls';
import { once } from 'node:events';
import { z } from 'zod';
import { clockFinding } from './clock.js';
import { fault, skipped, warning, well, type Finding } from './finding.js';

const WITHIN_MS = 10_000;
const DAY_MS = 86_400_000;
/** So long before its end a certificate is warned of. */
const WARNED_DAYS = 30;

const ProviderSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const KeysSchema = z.object({ keys: z.array(z.object({ kty: z.string() })) });

interface Page {
  readonly status: number;
  readonly body: unknown;
  readonly findings: readonly Finding[];
}

/** An answer in JSON, with what its date says of the clocks; why there is none otherwise. */
async function page(url: string): Promise<Page | { readonly failed: string }> {
  const asked = Date.now();
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) });
    const body: unknown = await response.json().catch(() => undefined);
    const [date, took] = [Date.parse(response.headers.get('date') ?? ''), Date.now() - asked];
    // Dates are told in whole seconds.
    const findings = Number.isNaN(date)
      ? []
      : clockFinding(new URL(url).host, date + 500 - asked - took / 2, took / 2 + 500);
    return { status: response.status, body, findings };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
    return { failed: cause?.code ?? cause?.message ?? message };
  }
}

const isUnknown = (failed: string): boolean => ['ENOTFOUND', 'EAI_AGAIN'].includes(failed);

/** The identity provider by its discovery document: it calls itself what tokens will, and has keys. */
export async function signInFindings({ OIDC_ISSUER: issuer }: Env): Promise<Finding[]> {
  if (!issuer || !URL.canParse(issuer)) return [skipped({ check: 'sign-in', of: null }, 'not-set-up', 'OIDC_ISSUER')];
  const at = { check: 'sign-in', of: issuer } as const;
  const found = await page(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if ('failed' in found) return [fault(at, 'issuer-away', found.failed)];
  const provider = ProviderSchema.safeParse(found.body).data;
  if (!provider) return [fault(at, 'issuer-away', `HTTP ${found.status}`)];
  if (provider.issuer !== issuer) return [...found.findings, fault(at, 'issuer-other', provider.issuer)];
  const keys = await page(provider.jwks_uri);
  const count = 'failed' in keys ? 0 : (KeysSchema.safeParse(keys.body).data?.keys.length ?? 0);
  return [...found.findings, count > 0 ? well(at, String(count)) : fault(at, 'issuer-keyless', provider.jwks_uri)];
}

/** Whether a program says that it is ready, and what of it can wait. @param url without a path. */
export async function serviceFindings(of: string, url: string, isInside: boolean): Promise<Finding[]> {
  const at = { check: 'services', of } as const;
  const found = await page(new URL('/health/ready', url).href);
  if ('failed' in found)
    return [
      isInside && isUnknown(found.failed)
        ? skipped(at, 'inside', url)
        : fault(at, 'service-away', `${url} (${found.failed})`),
    ];
  const details =
    z.record(z.string(), z.object({ status: z.string() })).safeParse((found.body as { details?: unknown })?.details)
      .data ?? {};
  const not = Object.entries(details).filter(([, { status }]) => status !== 'up');
  const seen = not.map(([name, { status }]) => `${name}: ${status}`).join(', ');
  if (found.status !== 200) return [fault(at, 'service-not-ready', seen || `HTTP ${found.status}`)];
  return [seen ? warning(at, 'service-degraded', seen) : well(at, url)];
}

/** The certificate that is shown at an address, as a browser judges it; nothing where the line is not encrypted. */
export async function certificateFindings(address: string, now: number): Promise<Finding[]> {
  const { protocol, hostname, port } = new URL(address);
  if (protocol !== 'https:') return [];
  const host = hostname.replace(/^\[|\]$/g, '');
  const line = connect({ host, port: Number(port) || 443, servername: host, rejectUnauthorized: false });
  try {
    await once(line, 'secureConnect', { signal: AbortSignal.timeout(WITHIN_MS) });
    const endsAt = Date.parse(line.getPeerCertificate().valid_to);
    return [certificateFinding(address, line.authorized ? null : String(line.authorizationError), endsAt, now)];
  } catch {
    // That nobody answers there is told by who is asked there.
    return [];
  } finally {
    line.destroy();
  }
}

/** @param endFault why it is not believed, as OpenSSL calls it. */
export function certificateFinding(of: string, endFault: string | null, endsAt: number, now: number): Finding {
  const at = { check: 'certificates', of } as const;
  const days = Math.floor((endsAt - now) / DAY_MS);
  const seen = `${new Date(endsAt).toISOString().slice(0, 10)} (${days} d)`;
  if (endsAt <= now) return fault(at, 'certificate-ended', seen);
  if (endFault !== null) return fault(at, 'certificate-foreign', endFault);
  return days < WARNED_DAYS ? warning(at, 'certificate-ends', seen) : well(at, seen);
}

/** The hub that the instance's broker has a line to, as it is seen from here. */
export async function hubFindings(hub: HubAddress, now: number): Promise<Finding[]> {
  const { isResolved, isAnswering, certificate } = await lookAtHub(hub);
  const at = { check: 'partners', of: hub.url } as const;
  if (!isResolved || !isAnswering) return [fault(at, 'hub-away', isResolved ? 'ECONNREFUSED' : 'ENOTFOUND')];
  if (!certificate) return [hub.url.startsWith('tls:') ? fault(at, 'certificate-foreign', 'TLS') : well(at, '')];
  return [well(at, ''), certificateFinding(hub.url, certificate.fault, Date.parse(certificate.endsAt), now)];
}
