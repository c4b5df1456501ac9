import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { INSTANCE_FILE, readInstanceFile } from '@ringvirkning/embedded';

/** Where the line of an instance to the hub goes, and the certificates (PEM) by which that is recognised; absent: those the machine trusts. */
export interface HubAddress {
  /** `tls://host:port`; `nats-leaf://host:port`, not encrypted, on one machine. */
  readonly url: string;
  readonly ca?: string;
}

/** The hub that the folder of an instance names. @throws Error in words for an operator when it names none. */
export function hubOf(given: string): HubAddress {
  const folder = resolve(given);
  const hub = readInstanceFile(folder)?.hub;
  if (!hub) throw new Error(`${join(folder, INSTANCE_FILE)} names no hub: ringvirkning instance new --hub says which`);
  return { url: hub.url, ...(hub.ca !== undefined && { ca: readFileSync(join(folder, hub.ca), 'utf8') }) };
}
