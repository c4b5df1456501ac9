import { sum } from '@ringvirkning/kernel';
import { grossOf } from '@ringvirkning/terms';
import { STEPS, type Evaluation, type Fact, type Line, type Step, type Terms } from '@ringvirkning/terms-language';

/**
 * Why a claim came into a line since the run before, or went out of it.
 * `new`: final since then. `counts-now`: known before, and counted for the first time (e.g. what it depends on came). `reversed`: taken back.
 * `counts-no-longer`: still final, and no longer counted. `moved-in`, `moved-out`: from one line to another.
 */
export const CLAIM_CHANGES = ['new', 'counts-now', 'moved-in', 'reversed', 'counts-no-longer', 'moved-out'] as const;
export type ClaimChange = (typeof CLAIM_CHANGES)[number];

/** A contract as it was evaluated for a run. */
export interface Reckoning {
  readonly terms: Terms;
  readonly facts: readonly Fact[];
  readonly evaluation: Pick<Evaluation, 'lines'>;
}

/** A claim that came or went; `gross` in minor units, before caps, negative when it went. Zero where the claim alone has no price. */
export interface ChangedClaim {
  readonly claimId: string;
  readonly line: string;
  readonly change: ClaimChange;
  readonly gross: bigint;
}

/** A line at one of the two cut-offs; amounts in minor units. */
export interface LineFigures {
  readonly claims: number;
  readonly quantity: string;
  readonly gross: bigint;
  readonly payable: bigint;
}

/**
 * How one line's amount came to differ: `amount` = Σ claims.gross + repriced + Σ caps = Σ payers.amount, in minor units.
 * `repriced` is what no single claim explains: another price (tiers, index, amended terms), a value measured on a cohort, a floor.
 * `caps`: per step what caps hold back less (positive) or more (negative) than before.
 */
export interface LineDifference {
  readonly names: Omit<Line, 'facts'>;
  readonly before: LineFigures | undefined;
  readonly now: LineFigures | undefined;
  readonly claims: readonly { readonly change: ClaimChange; readonly count: number; readonly gross: bigint }[];
  readonly repriced: bigint;
  readonly caps: readonly { readonly step: Step; readonly amount: bigint }[];
  readonly payers: readonly PayerDifference[];
  readonly amount: bigint;
}

export interface PayerDifference {
  readonly party: string;
  readonly before: bigint;
  readonly now: bigint;
  readonly amount: bigint;
}

export interface Difference {
  /** Lines that differ, in the order of the evaluation; those that are gone last. */
  readonly lines: readonly LineDifference[];
  /** Claims that are final since then and earn nothing. */
  readonly newWithoutPay: number;
}

const NOTHING: Pick<Reckoning, 'facts' | 'evaluation'> = { facts: [], evaluation: { lines: [] } };

/** What a run adds to the one before it: the evaluation now minus the evaluation then, line by line. Without one before, everything is new. */
export function differenceOf(now: Reckoning, before?: Reckoning): Difference {
  const claims = Map.groupBy(changedClaims(now, before), ({ line }) => line);
  const pairs = linePairs(now.evaluation.lines, (before ?? NOTHING).evaluation.lines);
  const counted = new Set(now.evaluation.lines.flatMap(({ facts }) => facts));
  const known = new Set((before ?? NOTHING).facts.map(({ id }) => id));
  return {
    lines: pairs.map(([to, from]) => lineDifference(to, from, claims.get((to ?? from)!.id) ?? [])).filter(isDifferent),
    newWithoutPay: now.facts.filter(({ id }) => !counted.has(id) && !known.has(id)).length,
  };
}

/** Every claim that came or went, in the order of the evaluations: first what came. */
export function changedClaims(now: Reckoning, before?: Reckoning): ChangedClaim[] {
  const then: Pick<Reckoning, 'facts' | 'evaluation'> = before ?? NOTHING;
  const came = leftOver(now, then, { gone: 'new', counts: 'counts-now', moved: 'moved-in' });
  const went = before
    ? leftOver(before, now, { gone: 'reversed', counts: 'counts-no-longer', moved: 'moved-out' })
    : [];
  return [...came, ...went.map((claim) => ({ ...claim, gross: -claim.gross }))];
}

/** The claims of the lines of one evaluation that are not in the same line of the other; `gone`: not even known there. */
function leftOver(
  of: Reckoning,
  other: Pick<Reckoning, 'facts' | 'evaluation'>,
  words: Readonly<Record<'gone' | 'counts' | 'moved', ClaimChange>>,
): ChangedClaim[] {
  const known = new Set(other.facts.map(({ id }) => id));
  const lineThere = new Map(other.evaluation.lines.flatMap(({ id, facts }) => facts.map((fact) => [fact, id])));
  const facts = new Map(of.facts.map((fact) => [fact.id, fact]));
  return of.evaluation.lines.flatMap(({ id: line, facts: counted }) =>
    counted
      .filter((claimId) => lineThere.get(claimId) !== line)
      .map((claimId) => ({
        claimId,
        line,
        change: !known.has(claimId) ? words.gone : lineThere.has(claimId) ? words.moved : words.counts,
        gross: grossOf(of.terms, facts.get(claimId)!),
      })),
  );
}

type Pair = readonly [now: Line | undefined, before: Line | undefined];

function linePairs(now: readonly Line[], before: readonly Line[]): Pair[] {
  const [then, ids] = [new Map(before.map((line) => [line.id, line])), new Set(now.map(({ id }) => id))];
  return [
    ...now.map((line): Pair => [line, then.get(line.id)]),
    ...before.filter(({ id }) => !ids.has(id)).map((line): Pair => [undefined, line]),
  ];
}

function lineDifference(
  now: Line | undefined,
  before: Line | undefined,
  claims: readonly ChangedClaim[],
): LineDifference {
  const { facts: _ids, ...names } = (now ?? before)!;
  const byChange = Map.groupBy(claims, ({ change }) => change);
  const told = CLAIM_CHANGES.filter((change) => byChange.has(change)).map((change) => {
    const of = byChange.get(change)!;
    return { change, count: of.length, gross: sum(of.map(({ gross }) => gross)) };
  });
  const by = (figure: (line: Line) => bigint): bigint => (now ? figure(now) : 0n) - (before ? figure(before) : 0n);
  return {
    names,
    before: before && figuresOf(before),
    now: now && figuresOf(now),
    claims: told,
    repriced: by(({ gross }) => gross) - sum(told.map(({ gross }) => gross)),
    caps: STEPS.map((step) => ({ step, amount: -by((line) => heldBack(line, step)) })).filter(isMoved),
    payers: payerDifferences(now, before),
    amount: by(({ payable }) => payable),
  };
}

const figuresOf = ({ claims, quantity, gross, payable }: Line): LineFigures => ({ claims, quantity, gross, payable });

const heldBack = ({ excess }: Line, step: Step): bigint =>
  sum(excess.filter((each) => each.step === step).map(({ amount }) => amount));

function payerDifferences(now: Line | undefined, before: Line | undefined): PayerDifference[] {
  const parties = new Set([now, before].flatMap((line) => line?.payers.map(({ party }) => party) ?? []));
  const of = (line: Line | undefined, party: string): bigint =>
    line?.payers.find((payer) => payer.party === party)?.amount ?? 0n;
  return [...parties]
    .map((party) => ({ party, before: of(before, party), now: of(now, party) }))
    .map((payer) => ({ ...payer, amount: payer.now - payer.before }))
    .filter(isMoved);
}

const isMoved = ({ amount }: { readonly amount: bigint }): boolean => amount !== 0n;

const isDifferent = ({ claims, repriced, caps, payers, amount }: LineDifference): boolean =>
  claims.length > 0 || repriced !== 0n || caps.length > 0 || payers.length > 0 || amount !== 0n;
