import { sum } from '@ringvirkning/kernel';
import type { Course, Party, PayerPart, Terms } from '@ringvirkning/terms';
import { contractCeiling } from './ceiling.js';
import { least, minorUnits, shareUp, sumOrNull } from './exact.js';

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
export function worstCases(terms: Terms, planned: Course | undefined): WorstCase[] {
  const payers = terms.parties.filter(({ roles }) => roles.includes('payer'));
  const municipalitiesFirst = [...payers].sort((a, b) => Number(b.kind === 'municipality') - Number(a.kind === 'municipality'));
  return municipalitiesFirst.map((party) => ({
    party: party.id,
    kind: party.kind,
    allAchieved: planned ? sum(planned.years.flatMap(({ payers: paid }) => paid.filter((each) => each.party === party.id).map(({ amount }) => amount))) : null,
    ceiling: payerCeiling(terms, party),
    atRisk: sum(terms.capital.filter((each) => each.party === party.id).map(({ amount }) => minorUnits(amount))),
  }));
}

function payerCeiling(terms: Terms, { id, kind }: Party): bigint | null {
  const whole = contractCeiling(terms);
  const { parts, otherwise } = terms.payers;
  const ownParts = parts.filter(({ party }) => party === id || (party === 'of-participant' && (kind === 'municipality' || otherwise === id)));
  const ceilings = ownParts.map((part) => least([part.cap === undefined ? null : minorUnits(part.cap), shareCeiling(terms, part, whole)]));
  return least([whole, sumOrNull(ceilings)]);
}

/** A share counts against the whole in a fixed split; in a top-up split a part without a share may have to pay all of it. */
const shareCeiling = ({ payers }: Terms, { share }: PayerPart, whole: bigint | null): bigint | null =>
  whole === null ? null : share === undefined ? (payers.split === 'fixed' ? 0n : whole) : shareUp(whole, share);
