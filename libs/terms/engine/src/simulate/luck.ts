import { type Rational, rational } from '@ringvirkning/terms-language';
import type { Random } from './random.js';

const MILLION = 1_000_000;

/** One of the people that a plan or a file of counts speaks of. */
export interface Person {
  readonly name: string;
  /** Place among the people of the same kind, from 0. */
  readonly no: number;
}

/**
 * What is left open until it happens. A success rate is about people: who succeeds reaches all that was meant for them, who does not reaches nothing.
 * So a person who misses a prerequisite never reaches what depends on it, and of every planned count the rate is reached, also of one late in a chain:
 * the plan itself already says how many are left there.
 */
export interface Luck {
  succeeds(person: Person): boolean;
  /** When a person starts, in millionths of the time in which people start. */
  start(person: Person): number;
  /** What becomes of an expected value that is paid for, as a factor. */
  factor(): Rational;
}

/** A rate in per cent (`'40'`, `'12.5'`, at most four decimals) in millionths. */
export function perMillion(percent: string): number {
  const [whole, fraction = ''] = percent.split('.') as [string, string?];
  return Number(whole + fraction.padEnd(4, '0'));
}

/** Without chance: of every n people of a kind n × rate succeed, rounded, spread evenly; starts are spread evenly; values are expected × rate. */
export const evenly = (rate: number): Luck => ({
  succeeds: ({ no }) => share(no + 1, rate) > share(no, rate),
  start: ({ no }) => Math.floor((evenPlace(no) / 2 ** 32) * MILLION),
  factor: () => rational(BigInt(rate), BigInt(MILLION)),
});

const share = (people: number, rate: number): number => Math.floor((people * rate + MILLION / 2) / MILLION);

/** The golden section's sequence, in 2^-32: however many are taken, they lie evenly. */
export const evenPlace = (no: number): number => Math.imul(no, 0x9e3779b1) >>> 0;

/**
 * By chance: each person succeeds with the rate, starts on any day, and values lie up to `spread` (millionths) above or below expected × rate.
 * Both of a person's draws are made at once, so that the same seed draws the same people whatever the rate.
 */
export function drawn(rate: number, spread: number, random: Random): Luck {
  const people = new Map<string, { readonly success: number; readonly start: number }>();
  const of = ({ name }: Person): { readonly success: number; readonly start: number } => {
    let one = people.get(name);
    if (!one) people.set(name, (one = { success: random.below(MILLION), start: random.below(MILLION) }));
    return one;
  };
  return {
    succeeds: (person) => of(person).success < rate,
    start: (person) => of(person).start,
    factor: () =>
      rational(
        BigInt(rate) * (BigInt(MILLION) ** 2n + BigInt(random.below(2 * MILLION + 1) - MILLION) * BigInt(spread)),
        BigInt(MILLION) ** 3n,
      ),
  };
}
