import { isAbsolute } from 'node:path';
import { z } from 'zod';
import type { Carrier } from './carrier.js';
import { folderCarrier } from './folder-carrier.js';
import { noCarrier } from './no-carrier.js';

const FOLDER = 'folder:';
const isFolder = (address: string): boolean => address.startsWith(FOLDER) && isAbsolute(address.slice(FOLDER.length));

/** Variables of the service that speaks with other instances. */
export const CarrierConfigShape = {
  /** By which way texts go: `folder:/an/absolute/path`. Absent: by none. */
  PARTNERSHIP_CARRIER: z.string().refine(isFolder, { error: 'folder:/an/absolute/path' }).optional(),
};
export type CarrierConfig = z.output<z.ZodObject<typeof CarrierConfigShape>>;

/** The carrier that is set up, for the member `self`. */
export function carrierOf({ PARTNERSHIP_CARRIER: address }: CarrierConfig, self: string): Carrier {
  return address === undefined ? noCarrier : folderCarrier(address.slice(FOLDER.length), self);
}
