import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, seen from `src` and from `dist`: images are built from it. */
export const CHECKOUT = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
/** A file of its `docker` folder. */
export const fromDocker = (path: string): string => readFileSync(join(CHECKOUT, 'docker', path), 'utf8');
/** What its folder `observability` holds for containers, below `docker`: all but the tests of the alerts. */
export const observability = (): readonly string[] =>
  globSync('observability/**/*.{yaml,json}', { cwd: join(CHECKOUT, 'docker') })
    .filter((path) => !basename(path).includes('.test.'))
    .sort();
