import { dateInDenmark, sum, type Instant, type LocalDate } from '@ringvirkning/kernel';
import { capitalNames, RecordedCapital, type Movement } from '@ringvirkning/terms';
import type { CouponRate, Terms } from '@ringvirkning/terms-language';
import { nothingToWithdraw, recordedByAuthoriser } from '../errors.js';
import { signature, type Signature, type Signer } from '../run.js';
import * as refused from './errors.js';

/**
 * What somebody says of capital. Amounts in minor units, above zero; `capital` is a name of {@link capitalNames}.
 * `drawn`: paid in by its provider (a conditional grant, a loan to the supplier, …); `received`: outcome payments of an authorised run, passed on to the
 * providers; `called`: a guarantee; `lost`: principal that is given up.
 */
export type CapitalWord = {
  readonly on: LocalDate;
  readonly amount: bigint;
  /** Of the voucher or the bank; no two facts that stand have the same. */
  readonly reference: string;
} & (
  | { readonly type: 'drawn'; readonly capital: string }
  | { readonly type: 'received'; readonly runId: string }
  | { readonly type: 'called' | 'lost'; readonly capital: string; readonly reason: string }
);

/** A word with what it moved by the terms of its day, and what takes the latest of them back; only ever added, numbered from 1 by `place`. */
export type CapitalFact = { readonly factId: string; readonly place: number; readonly signature: Signature } & (
  CapitalSaid | { readonly type: 'withdrawn'; readonly takes: number; readonly reason: string }
);
export type CapitalSaid = CapitalWord & {
  /** Version of the terms that shared it out. */
  readonly termsVersion: number;
  readonly movements: readonly Movement[];
};

/** An authorised run's payments to those who repay the capital. */
export interface Receipt {
  readonly runId: string;
  readonly no: number;
  readonly authorisedBy: string;
  readonly amount: bigint;
}

export interface CapitalBook {
  readonly terms: Terms;
  readonly termsVersion: number;
  readonly facts: readonly CapitalFact[];
  /** Of all authorised runs, oldest first. */
  readonly receipts: readonly Receipt[];
  readonly coupons: readonly CouponRate[];
}

export type StandingFact = Extract<CapitalFact, { readonly movements: readonly Movement[] }>;

/** The facts that nobody took back, oldest first. */
export const standingFacts = (facts: readonly CapitalFact[]): readonly StandingFact[] => {
  const taken = new Set(facts.flatMap((fact) => (fact.type === 'withdrawn' ? [fact.takes] : [])));
  return facts.filter((fact): fact is StandingFact => fact.type !== 'withdrawn' && !taken.has(fact.place));
};

/** The capital as the facts that stand say. */
export const recordedCapital = ({ terms, facts, coupons }: Pick<CapitalBook, 'terms' | 'facts' | 'coupons'>) =>
  new RecordedCapital(
    terms,
    standingFacts(facts).flatMap(({ movements }) => movements),
    coupons,
  );

/** What authorised runs have paid to those who repay the capital and is not passed on; below zero after a credit. */
export const toPassOn = ({ facts, receipts }: Pick<CapitalBook, 'facts' | 'receipts'>): bigint =>
  sum(receipts.map(({ amount }) => amount)) -
  sum(standingFacts(facts).flatMap((fact) => (fact.type === 'received' ? fact.amount : [])));

/**
 * Records what happened to capital, shared out by the terms; undefined when just that stands already, under the same reference.
 * Days follow each other, so that what was booked is never shared out anew.
 * @throws DomainError `payments.capital-*` with what there is; `payments.recorded-by-authoriser`.
 */
export function recordCapital(
  book: CapitalBook,
  word: CapitalWord,
  by: Signer,
  { factId, now }: { readonly factId: string; readonly now: Instant },
): Extract<CapitalFact, { readonly movements: readonly Movement[] }> | undefined {
  const stand = standingFacts(book.facts);
  const same = stand.find(({ reference }) => reference === word.reference);
  if (same && saysTheSame(same, word)) return undefined;
  if (same) throw refused.referenceUsed(word.reference);
  mayBeOn(word.on, stand.at(-1)?.on, dateInDenmark(now));
  if (word.amount <= 0n) throw refused.amountNotPositive();
  const movements = movementsOf(book, word, by);
  const { termsVersion } = book;
  return { ...word, factId, place: book.facts.length + 1, termsVersion, movements, signature: signature(by, now) };
}

/** Takes the latest fact that stands back, which its place names, with the reason. @throws DomainError `payments.nothing-to-withdraw`. */
export function withdrawCapital(
  { facts }: Pick<CapitalBook, 'facts'>,
  { place, reason }: { readonly place: number; readonly reason: string },
  by: Signer,
  { factId, now }: { readonly factId: string; readonly now: Instant },
): { readonly fact: CapitalFact; readonly takes: StandingFact } {
  const takes = standingFacts(facts).at(-1);
  if (takes?.place !== place) throw nothingToWithdraw();
  const fact = {
    ...{ type: 'withdrawn' as const, factId, place: facts.length + 1, takes: place, reason },
    signature: signature(by, now),
  };
  return { fact, takes };
}

function saysTheSame(fact: StandingFact, word: CapitalWord): boolean {
  const said = fact as CapitalWord & Record<string, unknown>;
  return Object.entries(word).every(([key, value]) => said[key] === value);
}

function mayBeOn(on: LocalDate, last: LocalDate | undefined, today: LocalDate): void {
  if (on > today) throw refused.dayToCome(on, today);
  if (last !== undefined && on < last) throw refused.dayBehind(on, last);
}

function movementsOf(book: CapitalBook, word: CapitalWord, by: Signer): readonly Movement[] {
  if (book.terms.capital.length === 0) throw refused.noCapital();
  if (word.type === 'received') return passedOn(book, word, by);
  const known = capitalNames(book.terms).includes(word.capital);
  if (!known) throw refused.unknownCapital(word.capital);
  const capital = recordedCapital(book);
  const { capital: name, on, amount } = word;
  const standing = capital.standing(on).find((each) => each.name === name)!;
  if (word.type === 'called')
    return (
      capital.call(name, on, amount) ??
      refused.raise(refused.beyondGuarantee(capital.callable(name), book.terms.currency))
    );
  if (word.type === 'lost')
    return (
      capital.writeOff(name, on, amount) ??
      refused.raise(refused.beyondOutstanding(standing.outstanding - standing.waiting, book.terms.currency))
    );
  const left = standing.capital.kind === 'first-loss-guarantee' ? 0n : standing.undrawn;
  return capital.draw(name, on, amount) ?? refused.raise(refused.beyondCommitted(left, book.terms.currency));
}

/** Number of the last run of which something was passed on; 0 when none was. */
function lastPassedOn({ facts, receipts }: CapitalBook): number {
  const named = new Set(standingFacts(facts).flatMap((fact) => (fact.type === 'received' ? fact.runId : [])));
  return Math.max(0, ...receipts.filter(({ runId }) => named.has(runId)).map(({ no }) => no));
}

function passedOn(
  book: CapitalBook,
  { runId, on, amount }: Extract<CapitalWord, { readonly type: 'received' }>,
  by: Signer,
): readonly Movement[] {
  const run = book.receipts.find((each) => each.runId === runId);
  if (!run) throw refused.runNotAuthorised();
  // What runs paid is passed on in their order: to name one speaks for it and for those before it that nobody has spoken for.
  const upto = book.receipts.filter(({ no }) => no <= run.no);
  const spokenFor = lastPassedOn(book);
  if (upto.some(({ no, authorisedBy }) => (no === run.no || no > spokenFor) && authorisedBy === by.subject))
    throw recordedByAuthoriser();
  const lefts = [toPassOn(book), toPassOn({ ...book, receipts: upto })];
  const left = lefts[0]! < lefts[1]! ? lefts[0]! : lefts[1]!;
  if (amount > left) throw refused.beyondReceived(left, book.terms.currency);
  const { movements, surplus } = recordedCapital(book).receive(on, amount);
  if (surplus > 0n) throw refused.beyondOwed(amount - surplus, book.terms.currency);
  return movements;
}
