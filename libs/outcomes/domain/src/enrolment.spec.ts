import { describe, expect, it } from '@jest/globals';
import { addDays, DomainError, localDate, type LocalDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { enrolmentAfter, leave, move, readmit, type Enrolment, type EnrolmentFact } from './enrolment.js';
import { DEPARTURES, payerOn } from './person.js';

const referredOn = localDate('2025-03-01');
const today = localDate('2026-11-28');
const contractEnd = localDate('2028-12-31');
const enrolled: Enrolment = { referredOn, payingMunicipality: 'town', moves: [], left: null, erased: false };
const left = (on: string) => ({ on: localDate(on), reason: 'withdrew' as const });
const to = (from: string, payer: string) => ({ from: localDate(from), payer });

/** What a command leads to: the fact, nothing, or the code of its refusal. */
function outcomeOf(decide: () => EnrolmentFact | undefined): EnrolmentFact | undefined | string {
  try {
    return decide();
  } catch (error) {
    if (error instanceof DomainError) return error.code.replace('outcomes.', '');
    throw error;
  }
}
const after = (enrolment: Enrolment, decide: (now: Enrolment) => EnrolmentFact | undefined): Enrolment => {
  const fact = outcomeOf(() => decide(enrolment));
  return typeof fact === 'object' ? enrolmentAfter(enrolment, fact) : enrolment;
};

describe('a person who is enrolled', () => {
  it.each([
    ['2025-02-28', 'day-before-referral'],
    ['2025-03-01', { type: 'left', left: left('2025-03-01') }],
    ['2026-11-28', { type: 'left', left: left('2026-11-28') }],
    ['2026-11-29', 'date-not-plausible'],
    ['1989-12-31', 'date-not-plausible'],
  ])('may leave from the referral until today: on %s', (on, led) =>
    expect(outcomeOf(() => leave(enrolled, left(on), null, today))).toEqual(led),
  );
  it.each([
    ['2025-02-28', 'day-before-referral'],
    ['2025-03-01', { type: 'moved', move: to('2025-03-01', 'state') }],
    ['2028-12-31', { type: 'moved', move: to('2028-12-31', 'state') }],
    ['2029-01-01', 'date-not-plausible'],
  ])("may move from the referral until the contract's end: from %s", (from, led) =>
    expect(outcomeOf(() => move(enrolled, to(from, 'state'), null, contractEnd))).toEqual(led),
  );
  it('has left until the departure is taken back', () => {
    const gone = after(enrolled, (now) => leave(now, left('2026-01-01'), null, today));
    expect(gone.left).toEqual(left('2026-01-01'));
    expect(after(gone, (now) => readmit(now, left('2026-01-01')))).toEqual(enrolled);
  });
});

describe('two people who write about one', () => {
  const gone = { ...enrolled, left: left('2026-01-01') };
  const moved = { ...enrolled, moves: [to('2026-01-01', 'state')] };
  it.each<[string, () => EnrolmentFact | undefined, unknown]>([
    ['the same departure again is nothing new', () => leave(gone, left('2026-01-01'), null, today), undefined],
    [
      'another is, to who saw the first',
      () => leave(gone, left('2026-02-01'), gone.left, today),
      { type: 'left', left: left('2026-02-01') },
    ],
    ['and a conflict to who did not', () => leave(gone, left('2026-02-01'), null, today), 'departure-changed'],
    ['nothing is taken back of who has not left', () => readmit(enrolled, left('2026-01-01')), undefined],
    ['nor what the caller has not seen', () => readmit(gone, left('2026-02-01')), 'departure-changed'],
    ['the same move again is nothing new', () => move(moved, to('2026-01-01', 'state'), null, contractEnd), undefined],
    [
      'another is, to who saw the first',
      () => move(moved, to('2026-01-01', 'kbh'), 'state', contractEnd),
      { type: 'moved', move: to('2026-01-01', 'kbh') },
    ],
    ['and a conflict to who did not', () => move(moved, to('2026-01-01', 'kbh'), null, contractEnd), 'move-changed'],
  ])('%s', (_, decide, led) => expect(outcomeOf(decide)).toEqual(led));
});

describe('whatever is done with a person, in whatever order', () => {
  const day = fc.integer({ min: -400, max: 2000 }).map((days) => addDays(referredOn, days));
  const departure = fc.record({ on: day, reason: fc.constantFrom(...DEPARTURES) });
  /** Who writes has seen how things stand, or something else. */
  const command = fc.oneof(
    fc.tuple(departure, fc.boolean(), departure).map(
      ([said, saw, other]) =>
        (now: Enrolment) =>
          leave(now, said, saw ? now.left : other, today),
    ),
    fc.tuple(fc.boolean(), departure).map(
      ([saw, other]) =>
        (now: Enrolment) =>
          readmit(now, (saw ? now.left : null) ?? other),
    ),
    fc.tuple(day, fc.constantFrom('town', 'state', 'kbh'), fc.boolean()).map(
      ([from, payer, saw]) =>
        (now: Enrolment) =>
          move(
            now,
            { from, payer },
            saw ? (now.moves.find((made) => made.from === from)?.payer ?? null) : 'x',
            contractEnd,
          ),
    ),
  );
  const within = (on: LocalDate, last: LocalDate): boolean => referredOn <= on && on <= last;

  it('nobody has left before the referral or in the future, and moves stand in order, one a day, within the contract', () =>
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        let now = enrolled;
        for (const decide of commands) {
          now = after(now, decide);
          expect(now.left === null || within(now.left.on, today)).toBe(true);
          expect(
            now.moves.every(({ from }, i) => within(from, contractEnd) && (i === 0 || now.moves[i - 1]!.from < from)),
          ).toBe(true);
        }
      }),
    ));
  it('a fact always changes something, and the same command again does not', () =>
    fc.assert(
      fc.property(fc.array(command, { maxLength: 10 }), command, (before, decide) => {
        const now = before.reduce(after, enrolled);
        const fact = outcomeOf(() => decide(now));
        if (typeof fact !== 'object') return;
        const next = enrolmentAfter(now, fact);
        expect(next).not.toEqual(now);
        expect(after(next, decide)).toEqual(next);
      }),
    ));
  it('nothing is decided once the data is erased, and every command says so', () =>
    fc.assert(
      fc.property(fc.array(command, { maxLength: 8 }), command, (before, decide) => {
        const erased = { ...before.reduce(after, enrolled), erased: true };
        expect(outcomeOf(() => decide(erased))).toBe('person-erased');
      }),
    ));
  it('on every day somebody pays: who was told last for the last move until then, or who paid at the enrolment', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom('state', 'kbh')), { maxLength: 10 }),
        fc.integer({ min: -5, max: 25 }),
        (told, at) => {
          const now = told.reduce((state, [days, payer]) => {
            const from = addDays(referredOn, days);
            const seen = state.moves.find((made) => made.from === from)?.payer ?? null;
            return after(state, (each) => move(each, { from, payer }, seen, contractEnd));
          }, enrolled);
          const latest = Math.max(...told.map(([days]) => days).filter((days) => days <= at));
          const expected = told.findLast(([days]) => days === latest)?.[1] ?? 'town';
          expect(payerOn(now, addDays(referredOn, at))).toBe(expected);
        },
      ),
    ));
});
