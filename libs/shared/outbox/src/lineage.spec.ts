import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { course, place, type Placed, type Position, type Taken } from './lineage.js';

/** Events of one history: each one's link names it and everything before it. */
const link = (history: string, seq: number): string => (seq === 0 ? '' : `${history}${seq}`);
const event = (seq: number, history = 'a', more: Partial<Placed> = {}): Placed => ({
  seq,
  id: `${history}-${seq}`,
  epoch: 1,
  fork: 0,
  link: link(history, seq),
  previous: link(history, seq - 1),
  message: { json: {}, payload: '', headers: {} },
  ...more,
});
const at = (upto: number, more: Partial<Position> = {}): Position => ({
  upto,
  epoch: 1,
  link: link('a', upto),
  ...more,
});
const takenUpto = (upto: number): Taken[] =>
  Array.from({ length: upto }, (_, i) => ({ id: `a-${i + 1}`, seq: i + 1, epoch: 1, link: link('a', i + 1) }));
const numbers = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 });
const upto = fc.integer({ min: 0, max: 12 });
const seqs = (batch: readonly Placed[]): number[] => batch.map(({ seq }) => seq);

describe('of a batch in any order with repetitions', () => {
  it('exactly what follows without a gap is next', () =>
    fc.assert(
      fc.property(numbers, upto, (batch, from) => {
        const { next, conflict } = course(
          batch.map((seq) => event(seq)),
          at(from),
          takenUpto(from),
        );
        expect(conflict).toBeUndefined();
        expect(seqs(next)).toEqual(next.map((_, index) => from + 1 + index));
        expect(batch).not.toContain(from + next.length + 1);
        for (const seq of seqs(next)) expect(batch).toContain(seq);
      }),
    ));

  it('what is next does not depend on the order', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6]), fc.nat(3), (batch, from) => {
        const of = (order: readonly number[]) =>
          course(
            order.map((seq) => event(seq)),
            at(from),
            takenUpto(from),
          );
        expect(of(batch)).toEqual(of(batch.toSorted((a, b) => a - b)));
        expect(of(batch).gap).toBe(batch.some((seq) => seq > from + of(batch).next.length));
      }),
      { numRuns: 100 },
    ));

  it('there is a gap exactly when something lies beyond what is next', () =>
    fc.assert(
      fc.property(numbers, upto, (batch, from) => {
        const { next, gap } = course(
          batch.map((seq) => event(seq)),
          at(from),
          takenUpto(from),
        );
        expect(gap).toBe(batch.some((seq) => seq > from + next.length));
      }),
    ));
});

describe('another history of the producer', () => {
  it('shows in any message of it, in whatever company, unless it lies beyond a gap', () =>
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 12 }), upto, (batch, forged, from) => {
        const own = batch.filter((seq) => seq <= from + 1);
        const strange = event(forged, 'b', { previous: forged === 1 ? 'x' : link('b', forged - 1) });
        const { conflict, next } = course([...own.map((seq) => event(seq)), strange], at(from), takenUpto(from));
        const isBeyond = forged > from + 1 && !(own.includes(from + 1) && forged === from + 2);
        expect(conflict === undefined).toBe(isBeyond);
        if (conflict) expect(next).toEqual([]);
      }),
    ));

  it.each([
    ['a number consumed with another event', event(3, 'b')],
    ['the same event with another past', event(3, 'a', { link: 'b3' })],
    ['a next number that does not link', event(6, 'b')],
    ['an event nobody knows of an epoch that is over', event(6, 'a', { epoch: 0 })],
  ])('shows in %s, and then nothing follows', (_, message) =>
    expect(course([event(6), message], at(5), takenUpto(5))).toEqual({ next: [], gap: false, conflict: message }),
  );

  it('shows in a number that comes twice with different events, and not in one that comes twice', () => {
    const other = event(6, 'b', { previous: link('a', 5) });
    expect(course([event(6), event(7), other], at(5), takenUpto(5))).toEqual({ next: [], gap: false, conflict: other });
    expect(seqs(course([event(6), event(6), event(7), event(7)], at(5), takenUpto(5)).next)).toEqual([6, 7]);
  });
  it('does not show after an event without a link, which whatever follows may follow', () => {
    const batch = [event(6, 'a', { link: undefined }), event(7, 'b')];
    expect(course(batch, at(5), takenUpto(5))).toEqual({ next: batch, gap: false });
  });
  it('shows in the past of an event, where both say what that is', () => {
    const [unlinked, other] = [takenUpto(5).map((each) => ({ ...each, link: null })), event(3, 'a', { link: 'b3' })];
    expect(course([other], at(5), unlinked).conflict).toBeUndefined();
    expect(course([event(3, 'a', { link: undefined })], at(5), takenUpto(5)).conflict).toBeUndefined();
    expect(course([other], at(5), takenUpto(5)).conflict).toBe(other);
  });

  it.each([
    ['the same again', event(3)],
    ['the next one', event(6)],
    ['one that was consumed in the epoch before', event(3, 'a', { epoch: 2, link: 'c3' })],
    ['an event of an epoch that is over, if it was consumed', event(4, 'a', { epoch: 0, link: 'c4' })],
    ['a message of a version without links', event(6, 'a', { previous: undefined, link: undefined })],
  ])('does not show in %s', (_, message) => expect(course([message], at(5), takenUpto(5)).conflict).toBeUndefined());

  it('does not show in what was consumed before events were kept', () => {
    expect(course([event(3)], at(5), []).conflict).toBeUndefined();
    expect(course([event(6, 'b')], at(5, { link: null }), []).next).toHaveLength(1);
  });
});

describe('a message', () => {
  const json = { type: 'evt.a', id: '018f2f3e-7b1a-7c3d-8e4f-0123456789ab', sequence: '17' };
  const read = (document: unknown) => place('evt.a', { json: document, payload: '', headers: {} });
  it('is placed by its sequence, epoch and link', () => {
    expect(read({ ...json, epoch: '2', fork: '4', link: 'l', previous: 'p' })).toMatchObject({
      seq: 17,
      id: json.id,
      epoch: 2,
      fork: 4,
      link: 'l',
      previous: 'p',
    });
    expect(read(json)).toMatchObject({ epoch: 1, fork: 0, link: undefined });
  });
  it.each([
    undefined,
    null,
    7,
    {},
    { ...json, sequence: '0' },
    { ...json, sequence: 7 },
    { ...json, id: 'x' },
    { ...json, type: 'evt.b' },
    { ...json, sequence: '9'.repeat(20) },
  ])('without a place in the subject is told apart: %j', (document) => expect(read(document)).toBeUndefined());
});
