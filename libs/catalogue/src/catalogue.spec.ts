import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { defineEvent, eventsIn, requestsIn } from '@ringvirkning/message';
import { z } from 'zod';
import { catalogue, HOSTED, serviceManifests, SERVICES } from './catalogue.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const OFFERED = serviceManifests.flatMap(({ publishes, answers }) => [...publishes, ...answers]);
const offered = OFFERED.map(({ subject }) => subject);

/** Production sources below a folder of the tree, as paths from its root. */
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(int-|e2e-)?spec\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !/(^|\/)(node_modules|dist|test)\//.test(path));

/** Messages that a source defines and nobody offers: `exported` is what the source exports. */
const forgotten = (text: string, exported: object): string[] => {
  const defined = [...text.matchAll(/\bdefine(?:Event|Request)(?:<[^(]*>)?\(\{\s*subject: '([^']+)'/g)].map(
    ([, subject]) => subject!,
  );
  const told = [...eventsIn(exported), ...requestsIn(exported)].map(({ subject }) => subject);
  return [...defined.filter((subject) => !told.includes(subject)), ...told].filter(
    (subject) => !offered.includes(subject),
  );
};

describe('the catalogue', () => {
  it('has the edge last, behind which the services are', () => {
    expect(HOSTED.filter((name) => catalogue[name].http === 'edge')).toEqual(['gateway']);
    expect(HOSTED.at(-1)).toBe('gateway');
    expect(SERVICES).toEqual(HOSTED.slice(0, -1));
  });

  const sources = ['apps', 'libs'].flatMap(sourcesIn);
  const defining = sources.filter((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return /\bdefine(Event|Request)\b.*\(/.test(text) && !path.startsWith('libs/shared/message/');
  });
  it('is looked for in the whole tree', () => expect(defining.length).toBeGreaterThanOrEqual(3));
  it.each(defining)('offers every message that %s defines', async (path) => {
    expect(path).toMatch(/^libs\/[a-z]+\/api\/src\//);
    const exported = (await import(join(ROOT, path))) as object;
    expect(forgotten(readFileSync(join(ROOT, path), 'utf8'), exported)).toEqual([]);
  });
  it('would not pass over a message that no manifest offers', () => {
    const subject = 'evt.outcomes.claim-forgotten.v1';
    const text = `const ClaimForgotten = defineEvent({\n  subject: '${subject}',\n  data: z.object({}) });`;
    expect(forgotten(text, {})).toEqual([subject]);
    expect(forgotten('', { ClaimForgotten: defineEvent({ subject, data: z.object({}) }) })).toEqual([subject]);
  });

  const services = readdirSync(join(ROOT, 'apps'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .filter(({ name }) => /type:app"/.test(readFileSync(join(ROOT, 'apps', name, 'package.json'), 'utf8')))
    .map(({ name }) => name);
  it('has a manifest of every app that is a service, and no other', () =>
    expect(services.sort()).toEqual([...HOSTED].sort()));
});
