import { serviceManifests } from '@ringvirkning/catalogue';
import { asyncApi } from './document.js';

/** The committed document; the same place seen from `src` and from `dist`. */
export const DOCUMENT = new URL('../../../docs/asyncapi.json', import.meta.url);
export const generated = (): string => `${JSON.stringify(asyncApi(serviceManifests), null, 2)}\n`;
