import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { serviceManifests } from '@ringvirkning/catalogue';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** `evt.payments.due-authorised.v1`: `payments`, `due-authorised.v1`. */
const placeOf = (subject: string): readonly [scope: string, name: string] => {
  const [, scope = '', noun = '', version = ''] = subject.split('.');
  return [scope, `${noun}.${version}`];
};
const events = serviceManifests.flatMap(({ publishes }) => publishes);
const examples = globSync('libs/*/api/examples/*.json', { cwd: ROOT });

describe('what an event once said', () => {
  it.each(events.map((event) => [event.subject, event] as const))(
    'is kept of %s, and is still read, whole',
    (subject, { data }) => {
      const [scope, name] = placeOf(subject);
      const example = JSON.parse(readFileSync(`${ROOT}/libs/${scope}/api/examples/${name}.json`, 'utf8')) as unknown;
      expect(data.parse(example)).toEqual(example);
      expect(data.safeParse({}).success).toBe(false);
    },
  );
  it('is kept of no other', () => {
    const names = events
      .map(({ subject }) => placeOf(subject))
      .map(([scope, name]) => `libs/${scope}/api/examples/${name}.json`);
    expect([...examples].sort()).toEqual(names.sort());
  });
});
