import { sum, yearOf } from '@ringvirkning/kernel';
import type { Evaluation, Party, PayerPart, Terms } from '@ringvirkning/terms';

/** The most that a payer can come to pay or lose, minor units. */
export interface WorstCase {
  readonly party: string;
  readonly kind: Party['kind'];
  /** When every planned claim is achieved; null when nothing is planned. */
  readonly allAchieved: bigint | null;
  /** What the caps allow at most, whatever is achieved; null when no cap limits it. Each line of a run may differ by one øre in rounding. */
  readonly ceiling: bigint | null;
  /** Own capital and guarantees, lost when nothing is achieved. */
  readonly atRisk: bigint;
}

/** One entry per payer, municipalities first. */
export function worstCases(terms: Terms, planned: Evaluation | undefined): WorstCase[] {
  const payers = terms.parties.filter(({ roles }) => roles.includes('payer'));
  const municipalitiesFirst = [...payers].sort((a, b) => Number(b.kind === 'municipality') - Number(a.kind === 'municipality'));
  return municipalitiesFirst.map(({ id, kind }) => ({
    party: id,
    kind,
    allAchieved: planned ? sum(planned.years.flatMap(({ payers: paid }) => paid.filter(({ party }) => party === id).map(({ amount }) => amount))) : null,
    ceiling: payerCeiling(terms, id),
    atRisk: sum(terms.capital.filter(({ party }) => party === id).map(({ amount }) => minorUnits(amount))),
  }));
}

function payerCeiling(terms: Terms, party: string): bigint | null {
  const whole = contractCeiling(terms);
  const parts = terms.payers.parts.filter((part) => part.party === party || part.party === 'of-participant');
  const ceilings = parts.map((part) => least([part.cap === undefined ? null : minorUnits(part.cap), shareCeiling(terms, part, whole)]));
  return least([whole, ceilings.some((ceiling) => ceiling === null) ? null : sum(ceilings as bigint[])]);
}

/** A share counts against the whole in a fixed split; in a top-up split a part without a share may have to pay all of it. */
const shareCeiling = ({ payers }: Terms, { share }: PayerPart, whole: bigint | null): bigint | null =>
  whole === null ? null : share === undefined ? (payers.split === 'fixed' ? 0n : whole) : shareUp(whole, share);

/** The least of the caps that count everything: of the contract, and of its budget years together. */
function contractCeiling({ caps, period }: Terms): bigint | null {
  const years = BigInt(yearOf(period.to) - yearOf(period.from) + 1);
  const limits = caps
    .filter((cap) => cap.outcomes === undefined && cap.groups === undefined && cap.cohorts === undefined)
    .map((cap) => (cap.step === 'contract' ? minorUnits(cap.max) : cap.step === 'budget-year' && cap.years === undefined ? minorUnits(cap.max) * years : null));
  return least(limits);
}

function least(amounts: readonly (bigint | null)[]): bigint | null {
  const limits = amounts.filter((amount) => amount !== null);
  return limits.length === 0 ? null : limits.reduce((a, b) => (a < b ? a : b));
}

/** Decimal or fraction (`0.75`, `2/3`) of an amount, rounded up. */
function shareUp(amount: bigint, share: string): bigint {
  const [numerator, denominator] = share.includes('/') ? (share.split('/').map(BigInt) as [bigint, bigint]) : decimal(share);
  return (amount * numerator + denominator - 1n) / denominator;
}

/** Amounts of the terms are decimals with at most two decimals. */
function minorUnits(amount: string): bigint {
  const [numerator, denominator] = decimal(amount);
  return (numerator * 100n) / denominator;
}

function decimal(text: string): [bigint, bigint] {
  const [whole, fraction = ''] = text.split('.') as [string, string?];
  return [BigInt(whole + fraction), 10n ** BigInt(fraction.length)];
}
