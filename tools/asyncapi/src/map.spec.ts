import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { serviceManifests } from '@ringvirkning/catalogue';

const MAP = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');
const NOBODY = '–';
const listed = (cell: string): string[] => cell.replaceAll('`', '').split(', ');

/** What a table of events tells: `event: from → to`. */
const told = (map: string): string[] =>
  [...map.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| ([a-z, ]+) \| ([a-z, –]+) \| .* \|$/gm)].flatMap(
    ([, events, from, to]) =>
      listed(events!).flatMap((event) =>
        listed(from!).flatMap((producer) => listed(to!).map((consumer) => `${event}: ${producer} → ${consumer}`)),
      ),
  );

const sent = serviceManifests.flatMap(({ name, publishes }) =>
  publishes.flatMap(({ subject }) => {
    const consumers = serviceManifests.filter(({ consumes }) => consumes.some((event) => event.subject === subject));
    const names = consumers.length > 0 ? consumers.map((consumer) => consumer.name) : [NOBODY];
    return names.map((consumer) => `${subject.split('.')[2]!}: ${name} → ${consumer}`);
  }),
);

describe('the map of the events in docs/architecture.md', () => {
  it('tells of each who says it and who hears it, and of no other', () => {
    expect(sent.length).toBeGreaterThan(20);
    expect(told(MAP).sort()).toEqual([...sent].sort());
  });
  it('is read: an event by event, from each to each', () =>
    expect(
      told('| event | from | to | carries |\n| --- | --- | --- | --- |\n| `a-b`, `c` | x, y | z, – | what |'),
    ).toEqual([
      'a-b: x → z',
      'a-b: x → –',
      'a-b: y → z',
      'a-b: y → –',
      'c: x → z',
      'c: x → –',
      'c: y → z',
      'c: y → –',
    ]));
});
