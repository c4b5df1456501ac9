import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, seen from `src` and from `dist`: images are built from it. */
export const CHECKOUT = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
/** A file of its `docker` folder. */
export const fromDocker = (path: string): string => readFileSync(join(CHECKOUT, 'docker', path), 'utf8');
