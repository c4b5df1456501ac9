import { dateInDenmark, sum, type Instant, type LocalDate } from '@ringvirkning/kernel';
import {
  alreadyPaid,
  nothingToWithdraw,
  recordedByAuthoriser,
  transferDayOutside,
  unknownTransfer,
  wrongStatus,
} from './errors.js';
import { signature, type Run, type Signature, type Signer } from './run.js';
import type { Settlement } from './settlement.js';

/** The money that an authorised run moves from a payer to a payee: all budget years together, in minor units; negative is a credit. */
export interface Transfer {
  readonly payer: string;
  readonly payee: string;
  readonly amount: bigint;
}

export type TransferState = 'to-pay' | 'paid' | 'failed';

/** What somebody says of a transfer: that the bank carried it out on a day, or that it failed, and why. */
export interface TransferWord {
  readonly type: 'paid' | 'failed';
  readonly on: LocalDate;
  /** Of the voucher or the bank. */
  readonly reference?: string | undefined;
  readonly reason?: string | undefined;
}

/** Words and what takes the latest of them back; only ever added, numbered from 1 by `place`. */
export type TransferFact = { readonly place: number; readonly signature: Signature } & (
  (TransferWord & { readonly source: 'hand' | 'import' }) | { readonly type: 'withdrawn'; readonly reason: string }
);
export type TransferSaid = Extract<TransferFact, { readonly on: LocalDate }>;

/**
 * Of a run's settlements, one per payer and payee with money between them. Payers of `elsewhere` pay from an instance of their own and are not followed here.
 */
export function transfersOf(
  settlements: readonly Pick<Settlement, 'payer' | 'payee' | 'amount'>[],
  elsewhere: ReadonlySet<string>,
): Transfer[] {
  const here = settlements.filter(({ payer }) => !elsewhere.has(payer));
  return [...Map.groupBy(here, ({ payer, payee }) => `${payer} ${payee}`).values()]
    .map((of) => ({ payer: of[0]!.payer, payee: of[0]!.payee, amount: sum(of.map(({ amount }) => amount)) }))
    .filter(({ amount }) => amount !== 0n);
}

/** The words that nobody took back, oldest first: each withdrawal takes back the latest one before it. */
function untaken(facts: readonly TransferFact[]): readonly TransferSaid[] {
  const stand: TransferSaid[] = [];
  for (const fact of facts)
    if (fact.type === 'withdrawn') stand.pop();
    else stand.push(fact);
  return stand;
}

/** The word that stands. */
export const standing = (facts: readonly TransferFact[]): TransferSaid | undefined => untaken(facts).at(-1);

export const stateOf = (facts: readonly TransferFact[]): TransferState => standing(facts)?.type ?? 'to-pay';

/** A transfer of an authorised run with what was said of it. */
export interface TransferBook {
  readonly run: Pick<Run, 'status' | 'authorised'>;
  readonly transfer: Transfer | undefined;
  readonly facts: readonly TransferFact[];
}

/**
 * Records what became of a transfer; undefined when just that stands already. What is paid is not paid again, and may still fail (a bank returns it).
 * Not by the one who authorised it: who releases money is not who confirms that it went.
 * @throws DomainError `payments.wrong-status`, `payments.unknown-transfer`, `payments.recorded-by-authoriser`, `payments.transfer-day-outside`, `payments.already-paid`.
 */
export function recordTransfer(
  book: TransferBook,
  { type, on, reference, reason }: TransferWord,
  source: 'hand' | 'import',
  by: Signer,
  now: Instant,
): TransferSaid | undefined {
  const authorisedOn = dateInDenmark(mayRecord(book, by).at);
  const today = dateInDenmark(now);
  if (on < authorisedOn || on > today) throw transferDayOutside(on, authorisedOn, today);
  const words = untaken(book.facts);
  const stands = words.at(-1);
  const isSame = (said: TransferSaid): boolean =>
    said.type === type && said.on === on && said.reference === reference && said.reason === reason;
  // A list says again what it said before, whatever came since; a person speaks of what stands.
  if ((source === 'import' ? words : words.slice(-1)).some(isSame)) return undefined;
  if (type === 'paid' && stands?.type === 'paid') throw alreadyPaid(stands.on);
  return {
    ...{ place: book.facts.length + 1, type, on, source, signature: signature(by, now) },
    ...(reference !== undefined && { reference }),
    ...(reason !== undefined && { reason }),
  };
}

/** Takes the word that stands back, which its place names, with the reason. @throws as {@link recordTransfer}, and `payments.nothing-to-withdraw`. */
export function withdrawWord(
  book: TransferBook,
  { place, reason }: { readonly place: number; readonly reason: string },
  by: Signer,
  now: Instant,
): TransferFact {
  mayRecord(book, by);
  if (standing(book.facts)?.place !== place) throw nothingToWithdraw();
  return { place: book.facts.length + 1, type: 'withdrawn', reason, signature: signature(by, now) };
}

function mayRecord({ run: { status, authorised }, transfer }: TransferBook, by: Signer): Signature {
  if (status !== 'authorised' || !authorised) throw wrongStatus(status, 'authorised');
  if (!transfer) throw unknownTransfer();
  if (authorised.by === by.subject) throw recordedByAuthoriser();
  return authorised;
}
