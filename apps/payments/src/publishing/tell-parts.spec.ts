import { describe, expect, it } from '@jest/globals';
import { NOTHING_PUBLISHED, publish, type Cells } from '@ringvirkning/disclosure';
import type { PublishedLine } from './publications.js';
import { BYTES_BEFORE, tellParts } from './tell-parts.js';

const uuid = (n: number): string => `01a224cc-0000-7000-8000-${String(n).padStart(12, '0')}`;
/** So many lines of an outcome with a Danish name, each of as many people. */
const lines = (count: number, people: number): Cells<PublishedLine> =>
  new Map(
    Array.from({ length: count }, (_, line) => {
      const ids = Array.from({ length: people }, (_id, i) => uuid(line * people + i));
      const value = { line: undefined, afterCaps: true, outcome: 'øget-selvmestring', followUp: 'm12', counts: true };
      return [`2026/øget-selvmestring/m12/-/${line}`, { counted: new Map(ids.map((id) => [id, id])), value }] as const;
    }),
  );

describe('the parts that an event tells', () => {
  it.each([
    [1, 20_000],
    [1, 30_000],
    [6_000, 5],
    [300, 100],
  ])('of %i lines with %i claims each fit into it, and are told whole', (count, people) => {
    const { parts } = tellParts(publish(NOTHING_PUBLISHED, lines(count, people)), NOTHING_PUBLISHED, BYTES_BEFORE);
    expect(Buffer.byteLength(JSON.stringify(parts))).toBeLessThanOrEqual(BYTES_BEFORE);
    expect(parts.every(({ came }) => came.length === people)).toBe(true);
  });

  it('are all told with one run, also of a hundred thousand claims', () => {
    const out = publish(NOTHING_PUBLISHED, lines(4, 25_000));
    const { parts, told } = tellParts(out, NOTHING_PUBLISHED);
    expect(parts.map(({ came }) => came.length)).toEqual([25_000, 25_000, 25_000, 25_000]);
    expect(tellParts(out, told).parts).toEqual([]);
  });

  it('that did not fit are told with later runs', () => {
    const out = publish(NOTHING_PUBLISHED, lines(6_000, 5));
    const told = new Set<string>();
    let known = tellParts(out, NOTHING_PUBLISHED, BYTES_BEFORE);
    for (; known.parts.length > 0; known = tellParts(out, known.told, BYTES_BEFORE))
      known.parts.forEach(({ part }) => told.add(part));
    expect(told.size).toBe(6_000);
  });
});
