import type { ErrorDetail, Sentence } from '@ringvirkning/kernel';
import { namesIn, type Outcome, restsOn, type Terms } from '@ringvirkning/terms-language';
import { rowError } from './row-error.js';
import type { Said } from './words.js';

/** A value that is compared with that of other people, and the codes whose rows say who and what. */
interface Comparison {
  readonly name: Sentence;
  readonly codes: ReadonlySet<string>;
  /** Who is in it: the participants, and the comparison group. */
  readonly own: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

interface CountRow {
  readonly row: number;
  readonly said: Said;
}

/**
 * Counts do not say who is who, and a comparison group is never the participants: all that a comparison rests on must name its group, the comparison group's
 * another than the participants'.
 */
export function comparisonFaults(rows: readonly CountRow[], terms: Terms): ErrorDetail[] {
  const found = comparisonsOf(terms).flatMap((comparison) => {
    const { own, codes } = comparison;
    const ownGroups = new Set(rows.filter(({ said }) => own.has(said.outcome)).map(({ said }) => said.group));
    return rows
      .filter(({ said }) => codes.has(said.outcome))
      .flatMap((row) => faultOf(row, comparison, ownGroups, terms) ?? []);
  });
  return [...new Map(found.map((fault) => [fault.row, fault])).values()];
}

function faultOf(
  { row, said: { outcome, group } }: CountRow,
  { name, others }: Comparison,
  ownGroups: ReadonlySet<string | null>,
  { groups }: Terms,
): ErrorDetail | undefined {
  if (group === null)
    return rowError(row, 'group', 'comparison-without-group', {
      da: `«${outcome}» indgår i sammenligningen «${name.da}», og et antal siger ikke, hvem de er. ${
        groups.length > 1
          ? 'Skriv målgruppen: én for deltagerne, en anden for sammenligningsgruppen.'
          : 'Giv vilkårene to målgrupper (groups), én for deltagerne og en anden for sammenligningsgruppen, og skriv den her; eller giv fakta pr. person.'
      }`,
      en: `«${outcome}» is part of the comparison «${name.en}», and a count does not say who they are. ${
        groups.length > 1
          ? 'Write the group: one for the participants, another for the comparison group.'
          : 'Give the terms two groups, one for the participants and another for the comparison group, and write it here; or give facts per person.'
      }`,
    });
  if (!others.has(outcome) || !ownGroups.has(group)) return undefined;
  return rowError(row, 'group', 'comparison-of-participants', {
    da: `«${group}» er også deltagernes målgruppe. Giv sammenligningsgruppen («${outcome}») sin egen.`,
    en: `«${group}» is the group of the participants too. Give the comparison group («${outcome}») its own.`,
  });
}

function comparisonsOf({ outcomes }: Terms): Comparison[] {
  const byCode = new Map(outcomes.map((outcome) => [outcome.code, outcome]));
  return outcomes.flatMap((outcome): Comparison[] => {
    const compared = Map.groupBy(namesIn(outcome), ({ ofOthers = false }) => ofOthers);
    const basisOfAll = (named: readonly { readonly code: string }[] = []): Basis =>
      named.reduce((found, { code }) => basisOf(code, byCode, found), nothing());
    const [own, other] = [basisOfAll(compared.get(false)), basisOfAll(compared.get(true))];
    const others = new Set([...other.people].filter((code) => !own.people.has(code)));
    if (others.size === 0) return [];
    return [{ name: outcome.name, codes: new Set([...own.codes, ...other.codes]), own: own.people, others }];
  });
}

interface Basis {
  readonly codes: Set<string>;
  readonly people: Set<string>;
}
const nothing = (): Basis => ({ codes: new Set(), people: new Set() });

/** All codes that an outcome rests on, however indirectly, and those of them that make people part of a population. */
function basisOf(code: string, outcomes: ReadonlyMap<string, Outcome>, found: Basis): Basis {
  if (found.codes.has(code)) return found;
  found.codes.add(code);
  const outcome = outcomes.get(code);
  if (!outcome) return found;
  if ('population' in outcome) {
    found.people.add(outcome.population.of);
    if (outcome.population.leftBy !== undefined) found.codes.add(outcome.population.leftBy);
  }
  for (const below of restsOn(outcome)) basisOf(below, outcomes, found);
  return found;
}
