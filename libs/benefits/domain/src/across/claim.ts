import type { Agreement } from '../agreements/agreement-schema.js';
import { settleAgreement, type SettledAgreement, type SettledBefore } from '../agreements/settle.js';
import type { SharedFacts, SharedFigure } from '../agreements/figures.js';
import { authorityOf } from '../uncertainty/payers-value.js';

/** A settlement as the municipality that leads the contract claims it. */
export interface SettlementClaim {
  readonly agreementDigest: string;
  readonly no: number;
  readonly through: number;
  readonly currency: string;
  readonly facts: SharedFacts;
  readonly before: readonly SettledBefore[];
  readonly due: readonly SettledBefore[];
  readonly digest: string;
}

export const CLAIM_FAULTS = [
  'not-from-the-home',
  'other-agreement',
  'not-in-force',
  'wrong-period',
  'claim-open',
  'not-the-next',
  'other-statement',
  'other-figures',
  'other-before',
  'lacks-figures',
  'other-result',
] as const;
export type ClaimFault = (typeof CLAIM_FAULTS)[number];

/** What the receiver knows of it. */
export interface KnownOfClaim {
  /** Whether who claims leads the contract. */
  readonly isFromHome: boolean;
  /** The agreement that is named; undefined when the receiver has none of that code, version and digest. */
  readonly agreement: Agreement | undefined;
  readonly isInForce: boolean;
  /** The receiver's own municipal purse: `municipality:0657`. */
  readonly own: string;
  readonly thisYear: number;
  /** Numbers of earlier claims under the code, and whether one of them is not closed. */
  readonly numbers: readonly number[];
  readonly hasOpen: boolean;
  /** What the statement that the claim names says of the receiver's purses; undefined when it is not in the receiver's books. */
  readonly stated: readonly SharedFigure[] | undefined;
  /** What final settlements under the code moved, by the receiver's books. */
  readonly before: readonly SettledBefore[];
}

const text = ({ step, from, to, year, amount }: SettledBefore): string =>
  JSON.stringify([step, from, to, year, String(amount)]);
const sameMoves = (a: readonly SettledBefore[], b: readonly SettledBefore[]): boolean =>
  JSON.stringify(a.map(text).sort()) === JSON.stringify(b.map(text).sort());
const figureText = (figure: SharedFigure): string =>
  JSON.stringify([
    figure.figure,
    figure.silo,
    figure.year,
    figure.basis,
    figure.cashable,
    figure.line,
    String(figure.amount),
  ]);
const sameFigures = (a: readonly SharedFigure[], b: readonly SharedFigure[]): boolean =>
  JSON.stringify(a.map(figureText).sort()) === JSON.stringify(b.map(figureText).sort());

/** Figures that a settlement rests on: realised, and up to its year. What is only expected is settled by nobody. */
export const settledFigures = (figures: readonly SharedFigure[], through: number): SharedFigure[] =>
  figures.filter(({ basis, year }) => basis !== 'forecast' && year <= through);

/** Whether figures are of no purse but the agreement's sides, realised, and of no year after the claim's. */
function areCounted({ facts, through }: SettlementClaim, { sides }: Agreement): boolean {
  const silos = new Set(sides.map(({ silo }) => silo));
  return (
    facts.figures.every(({ silo }) => silos.has(silo)) &&
    settledFigures(facts.figures, through).length === facts.figures.length
  );
}

/** A year is settled between municipalities once it is over: before, what is published does not tell realised from expected. */
export const isOver = (through: number, thisYear: number): boolean => through < thisYear;

/** The claim worked out by whoever receives it. */
export const workedOut = (claim: SettlementClaim, agreement: Agreement): SettledAgreement =>
  settleAgreement(agreement, claim.agreementDigest, claim.facts, claim.through, claim.before);

/** The first rule that a claim breaks. */
export function faultOfSettlementClaim(claim: SettlementClaim, known: KnownOfClaim): ClaimFault | undefined {
  const { agreement } = known;
  if (!known.isFromHome) return 'not-from-the-home';
  if (!agreement || agreement.currency !== claim.currency) return 'other-agreement';
  const ours = new Set(agreement.sides.filter((side) => authorityOf(side.silo) === known.own).map(({ silo }) => silo));
  const mine = claim.facts.figures.filter(({ silo }) => ours.has(silo));
  const result = workedOut(claim, agreement);
  const isWithin = claim.through >= agreement.period.from && claim.through <= agreement.period.to;
  const rules: readonly (readonly [ClaimFault, boolean])[] = [
    ['not-in-force', known.isInForce],
    ['wrong-period', isWithin && isOver(claim.through, known.thisYear)],
    ['claim-open', !known.hasOpen],
    ['not-the-next', claim.no > Math.max(0, ...known.numbers)],
    ['other-statement', known.stated !== undefined],
    [
      'other-figures',
      areCounted(claim, agreement) && sameFigures(mine, settledFigures(known.stated ?? [], claim.through)),
    ],
    ['other-before', sameMoves(claim.before, known.before)],
    ['lacks-figures', result.missing.length === 0],
    ['other-result', result.digest === claim.digest && sameMoves(result.due, claim.due)],
  ];
  return rules.find(([, holds]) => !holds)?.[0];
}

/** What purses of one municipality give by what was moved, less what they get; minor units. */
export function givenBy(moved: readonly SettledBefore[], { sides }: Agreement, authority: string): bigint {
  const own = new Set(sides.filter((side) => authorityOf(side.silo) === authority).map(({ id }) => id));
  return moved.reduce(
    (sum, { from, to, amount }) => sum + (own.has(from) ? amount : 0n) - (own.has(to) ? amount : 0n),
    0n,
  );
}
