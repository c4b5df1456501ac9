import type { LocalDate } from '@ringvirkning/kernel';
import { beforeReferral, departureChanged, erasedAlready, moveChanged } from './errors.js';
import { withMove, type Departure, type Move, type PaidFor } from './person.js';
import { plausibleDay } from './person-words.js';

export interface Left {
  readonly on: LocalDate;
  readonly reason: Departure;
}

/** The part of a person's enrolment that its changes depend on. */
export interface Enrolment extends PaidFor {
  readonly referredOn: LocalDate;
  readonly left: Left | null;
  readonly erased: boolean;
}

export type EnrolmentFact =
  | { readonly type: 'left'; readonly left: Left }
  | { readonly type: 'readmitted' }
  | { readonly type: 'moved'; readonly move: Move };

/**
 * The person leaves, from the referral on and up to today; undefined when that is written already. `seen` is what the caller saw last.
 * @throws invalid, naming the field; conflict when somebody else has written otherwise; rule when the person's data is erased
 */
export function leave(
  enrolment: Enrolment,
  left: Left,
  seen: Left | null,
  today: LocalDate,
): EnrolmentFact | undefined {
  mayChange(enrolment);
  plausibleDay('on', left.on, today);
  if (left.on < enrolment.referredOn) throw beforeReferral('on');
  if (isSame(enrolment.left, left)) return undefined;
  if (!isSame(enrolment.left, seen)) throw departureChanged(enrolment.left);
  return { type: 'left', left };
}

/** Takes a departure back; undefined when there is none. @throws as `leave` */
export function readmit(enrolment: Enrolment, seen: Left): EnrolmentFact | undefined {
  mayChange(enrolment);
  if (!enrolment.left) return undefined;
  if (!isSame(enrolment.left, seen)) throw departureChanged(enrolment.left);
  return { type: 'readmitted' };
}

/** Another municipality pays from a day on, from the referral until the contract's end; undefined when it does already. @throws as `leave` */
export function move(
  enrolment: Enrolment,
  to: Move,
  seen: string | null,
  contractEnd: LocalDate,
): EnrolmentFact | undefined {
  mayChange(enrolment);
  plausibleDay('from', to.from, contractEnd);
  if (to.from < enrolment.referredOn) throw beforeReferral('from');
  const now = enrolment.moves.find(({ from }) => from === to.from)?.payer ?? null;
  if (now === to.payer) return undefined;
  if (now !== seen) throw moveChanged(now);
  return { type: 'moved', move: to };
}

export function enrolmentAfter(enrolment: Enrolment, fact: EnrolmentFact): Enrolment {
  switch (fact.type) {
    case 'left':
      return { ...enrolment, left: fact.left };
    case 'readmitted':
      return { ...enrolment, left: null };
    case 'moved':
      return { ...enrolment, moves: withMove(enrolment.moves, fact.move) };
  }
}

function mayChange({ erased }: Pick<Enrolment, 'erased'>): void {
  if (erased) throw erasedAlready();
}

const isSame = (a: Left | null, b: Left | null): boolean => a?.on === b?.on && a?.reason === b?.reason;
