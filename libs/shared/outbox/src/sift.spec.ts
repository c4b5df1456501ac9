import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { place, sift, type Placed } from './sift.js';

const placed = (seq: number): Placed => ({ seq, id: String(seq), message: { json: {}, headers: {} } });
const numbers = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 });
const upto = fc.integer({ min: 0, max: 12 });
const seqs = (batch: readonly Placed[]): number[] => batch.map(({ seq }) => seq);

describe('of a batch in any order with repetitions', () => {
  it('exactly what follows without a gap is next', () =>
    fc.assert(
      fc.property(numbers, upto, (batch, from) => {
        const next = seqs(sift(batch.map(placed), from).next);
        expect(next).toEqual(next.map((_, index) => from + 1 + index));
        expect(batch).not.toContain(from + next.length + 1);
        for (const seq of next) expect(batch).toContain(seq);
      }),
    ));

  it('there is a gap exactly when something lies beyond what is next', () =>
    fc.assert(
      fc.property(numbers, upto, (batch, from) => {
        const { next, gap } = sift(batch.map(placed), from);
        expect(gap).toBe(batch.some((seq) => seq > from + next.length));
      }),
    ));
});

describe('a message', () => {
  it('is placed by its sequence', () =>
    expect(place({ json: { id: 'x', sequence: '17' }, headers: {} })).toMatchObject({ seq: 17, id: 'x' }));
  it.each([
    undefined,
    null,
    7,
    {},
    { id: 'x', sequence: '0' },
    { id: 'x', sequence: 7 },
    { sequence: '7' },
    { id: 'x', sequence: '9'.repeat(20) },
  ])('without a place is told apart: %j', (json) => expect(place({ json, headers: {} })).toBeUndefined());
});
