import { isAbsolute } from 'node:path';
import { z } from 'zod';
import type { Carrier } from './carrier.js';
import { folderCarrier } from './folder-carrier.js';
import { natsCarrier } from './nats-carrier.js';
import { noCarrier } from './no-carrier.js';

const FOLDER = 'folder:';
const SERVERS = /^(?:nats|tls):\/\/[^\s,@]+(?:,(?:nats|tls):\/\/[^\s,@]+)*$/;
const isAddress = (address: string): boolean =>
  address.startsWith(FOLDER) ? isAbsolute(address.slice(FOLDER.length)) : SERVERS.test(address);

/** Variables of the service that speaks with other instances. */
export const CarrierConfigShape = {
  /**
   * By which way texts go: `folder:/an/absolute/path`, or `nats://host:port` (`tls://…`, several separated by commas), a server of the instance with a line to
   * the hub, or the hub itself. Absent: by none.
   */
  PARTNERSHIP_CARRIER: z
    .string()
    .refine(isAddress, { error: 'folder:/an/absolute/path, nats://host:port or tls://host:port' })
    .optional(),
  /** NKey seed of the member at the hub. */
  PARTNERSHIP_NKEY_SEED: z.string().startsWith('SU').optional(),
};
export type CarrierConfig = z.output<z.ZodObject<typeof CarrierConfigShape>>;

/** The carrier that is set up, for the member `self`. */
export function carrierOf(config: CarrierConfig, self: string): Carrier {
  const { PARTNERSHIP_CARRIER: address, PARTNERSHIP_NKEY_SEED: seed } = config;
  if (address === undefined) return noCarrier;
  return address.startsWith(FOLDER)
    ? folderCarrier(address.slice(FOLDER.length), self)
    : natsCarrier({ url: address, seed, self });
}
