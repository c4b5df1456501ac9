import { addDays, addMonths, localDate, type LocalDate } from '@ringvirkning/kernel';
import type { Closing } from '@ringvirkning/outcomes-api';
import type { SyntheticClaim } from '../claim-rows.js';
import { random } from '../random.js';

export interface Enrolment {
  /** Key of the generator, `aar-01`. */
  readonly person: string;
  readonly referredOn: LocalDate;
  /** The day the support began: the day of moving in for those who did. */
  readonly startedOn: LocalDate;
}

export interface AarhusCase {
  readonly people: readonly Enrolment[];
  readonly claims: readonly SyntheticClaim[];
}

export interface CaseOptions {
  readonly seed: number;
  /** Prefix of the people's keys. */
  readonly prefix: string;
  readonly people: number;
  readonly from: LocalDate;
  /** Referrals are spread over so many days. */
  readonly days: number;
  /** Nothing is claimed that lies after this day. */
  readonly until: LocalDate;
}

const FOLLOW_UPS = [12, 18, 24] as const;

/** How many of 100 who moved in reach an outcome at a follow-up (synthetic; near the plan of the terms). */
const REACHED: Readonly<Record<string, readonly [number, number, number]>> = {
  'kept-home': [88, 81, 76],
  'self-mastery': [72, 67, 62],
  'education-or-job': [25, 30, 36],
};
const EVIDENCE: Readonly<Record<string, SyntheticClaim['evidence']>> = {
  'kept-home': 'register',
  'self-mastery': 'questionnaire',
  'education-or-job': 'register',
};

/** All but one in twenty move into a home of their own. */
const movesIn = (index: number): boolean => index % 20 !== 19;

/**
 * Synthetic young people of a contract like Aarhus' and what is claimed for them up to a day. Later follow-ups are reached by people who reached the
 * earlier ones, as sustained outcomes ask for. Deterministic; a later `until` only adds claims.
 */
export function aarhusCase({ seed, prefix, people: size, from, days, until }: CaseOptions): AarhusCase {
  const r = random(seed);
  const people = Array.from({ length: size }, (_, n): Enrolment => {
    const referredOn = addDays(from, Math.floor((n * days) / size) + r.between(0, 3));
    return {
      person: `${prefix}-${String(n + 1).padStart(2, '0')}`,
      referredOn,
      startedOn: addDays(referredOn, r.between(20, 80)),
    };
  });
  const movers = people.filter((_, index) => movesIn(index));
  const moved = movers.map((one): SyntheticClaim => ({
    person: one.person,
    outcome: 'moved-in',
    on: one.startedOn,
    evidence: 'document',
  }));
  const followed = Object.entries(REACHED).flatMap(([outcome, shares]) => {
    const order = r.shuffled(movers);
    // A few days late each, the same number at every follow-up: each period is then run in full.
    const late = new Map(order.map((one) => [one.person, r.between(0, 6)]));
    return FOLLOW_UPS.flatMap((months, step) =>
      order.slice(0, Math.round((movers.length * shares[step]!) / 100)).map((one): SyntheticClaim => ({
        person: one.person,
        outcome,
        followUp: `m${months}`,
        on: addMonths(addDays(one.startedOn, late.get(one.person)!), months),
        evidence: EVIDENCE[outcome]!,
      })),
    );
  });
  const claims = [...moved, ...followed]
    .filter((claim) => claim.on <= until)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return { people, claims };
}

/** The 45 young people of the Aarhus contract. */
export const aarhusYoungHomeless = (until: LocalDate): AarhusCase =>
  aarhusCase({ seed: 751, prefix: 'aar', people: 45, from: localDate('2024-01-08'), days: 300, until });

export interface SyntheticClosing {
  readonly person: string;
  readonly outcome: string;
  readonly followUp: string;
  readonly closing: Closing;
}

/** By then nothing more is claimed. */
const THE_END = localDate('2029-12-31');
/** A follow-up is closed once it has been due so long; one in four is left to whoever tries the demo. */
const CLOSED_AFTER_MONTHS = 6;

/** How the follow-ups ended that were not reached: one person did not answer. Deterministic; a later `until` only adds. */
export function aarhusClosings(until: LocalDate): SyntheticClosing[] {
  const { people, claims } = aarhusYoungHomeless(THE_END);
  const keyOf = (...of: readonly (string | undefined)[]): string => of.join();
  const reached = new Set(claims.map(({ person, outcome, followUp }) => keyOf(person, outcome, followUp)));
  const steps = Object.keys(REACHED).flatMap((outcome) => FOLLOW_UPS.map((months) => ({ outcome, months })));
  return steps.flatMap(({ outcome, months }, step) =>
    people
      .filter((_, index) => movesIn(index))
      .filter(({ person }) => !reached.has(keyOf(person, outcome, `m${months}`)))
      .map((one, index) => ({ ...one, index }))
      .filter(({ index }) => index % 4 !== 3)
      .filter(({ startedOn }) => addMonths(startedOn, months + CLOSED_AFTER_MONTHS) <= until)
      .map(({ person, index }) => ({
        person,
        outcome,
        followUp: `m${months}`,
        closing: step === 0 && index === 0 ? 'no-answer' : 'not-reached',
      })),
  );
}
