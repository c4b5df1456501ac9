/** What outcomes of a joint contract bring a partner's purses, as home says it and the partner books it (ADR 76). */
import { sum, type Currency, type LocalDate } from '@ringvirkning/kernel';
import { regionByCode } from '@ringvirkning/reference';
import type { BenefitLine } from '../benefit-line.js';

/** What a purse gains in a budget year by one consequence of one outcome. */
export interface StatementLine extends Pick<BenefitLine, 'budgetYear' | 'steeringArea' | 'account' | 'cashable'> {
  /** Key of the purse, e.g. `municipality:0657/social`. */
  readonly purse: string;
  readonly outcome: string;
  readonly consequence: string;
  readonly basis: 'forecast' | 'realised';
  /** Minor units, never zero. */
  readonly amount: bigint;
}

/** All that stands; the one with the highest number counts. */
export interface Statement {
  readonly number: number;
  readonly digest: string;
  readonly asOf: LocalDate;
  readonly currency: Currency;
  readonly termsDigest: string;
  readonly amount: bigint;
  readonly lines: readonly StatementLine[];
}

/** A statement as it is named between the two sides. */
export type Named = Pick<Statement, 'number' | 'digest'>;

export const STATEMENT_FAULTS = [
  'out-of-range',
  'does-not-add-up',
  'repeated-line',
  'other-figures-before',
  'not-from-the-home',
  'other-currency',
  'not-our-purse',
] as const;
export type StatementFault = (typeof STATEMENT_FAULTS)[number];

/** What the receiver knows of the contract. */
export interface StatedContract {
  /** The member that leads it. */
  readonly home: string | null;
  readonly currency: Currency;
  /** Keys of the receiver's own municipal purses begin with it: `municipality:0657`. Undefined when it is none. */
  readonly ownPurse: string | undefined;
}

/** Far below what the ledger holds, and beyond what any municipality has. */
const LARGEST = 10n ** 15n;
const isInRange = ({ amount }: Pick<StatementLine, 'amount'>): boolean => amount <= LARGEST && amount >= -LARGEST;

const lineKey = ({ amount: _, ...line }: StatementLine): string => JSON.stringify(Object.entries(line).sort());

/**
 * The first rule that a statement breaks, whoever looks at it.
 * @param known Statements of the same contract and sender that broke none.
 */
export function faultOfStatement(statement: Statement, known: readonly Named[]): StatementFault | undefined {
  const { amount, lines, number, digest } = statement;
  const rules: readonly (readonly [StatementFault, boolean])[] = [
    ['out-of-range', [{ amount }, ...lines].every(isInRange) && lines.every((line) => line.amount !== 0n)],
    ['does-not-add-up', amount === sum(lines.map((line) => line.amount))],
    ['repeated-line', new Set(lines.map(lineKey)).size === lines.length],
    ['other-figures-before', known.every((other) => other.number !== number || other.digest === digest)],
  ];
  return rules.find(([, holds]) => !holds)?.[0];
}

/**
 * The first rule of its contract that a statement breaks. A municipality is told of its own purses, of the region's and the state's by its own citizens, and of what these
 * gain themselves; of nobody else's.
 */
export function faultInContract(
  { currency, lines }: Pick<Statement, 'currency' | 'lines'>,
  from: string,
  contract: StatedContract,
): StatementFault | undefined {
  const rules: readonly (readonly [StatementFault, boolean])[] = [
    ['not-from-the-home', contract.home === from],
    ['other-currency', contract.currency === currency],
    ['not-our-purse', lines.every(({ purse }) => isOurs(purse, contract.ownPurse))],
  ];
  return rules.find(([, holds]) => !holds)?.[0];
}

const isOurs = (purse: string, own: string | undefined): boolean =>
  purse === 'state' ||
  purse === 'citizen' ||
  purse.split('/')[0] === own ||
  (purse.startsWith('region:') && regionByCode(purse.slice('region:'.length)) !== undefined);

/** What stands in the partner's books. */
export interface Held extends Named {
  readonly amount: bigint;
}

/** The statement that the books should hold: the one with the highest number, of those that may be booked. */
export const standing = <S extends Named>(statements: readonly S[]): S | undefined =>
  statements.reduce<S | undefined>((last, each) => (last && last.number > each.number ? last : each), undefined);

/**
 * The number of home's next statement. It goes past all that home has said, and all that the partner has answered to hold: after a restore home may have
 * forgotten what it said.
 */
export const nextNumber = (said: readonly Named[], held: readonly (Named | null)[]): number =>
  Math.max(0, ...said.map(({ number }) => number), ...held.map((each) => each?.number ?? 0)) + 1;

/** Whether the partner holds something that home does not know to have said: then home says anew what stands. */
export const isForgotten = (held: Named | null, said: readonly Named[]): boolean =>
  held !== null && !said.some(({ number, digest }) => number === held.number && digest === held.digest);
