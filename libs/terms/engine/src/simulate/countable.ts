import type { Sentence } from '@ringvirkning/kernel';
import {
  followUpName,
  isIndividual,
  KINDS,
  priceConditionsOf,
  restsOn,
  type Terms,
} from '@ringvirkning/terms-language';

/** Something that can be counted per period: an outcome of a person (at a follow-up), or a measure that a group's value rests on. */
export interface Countable {
  readonly outcome: string;
  readonly name: Sentence;
  readonly followUp?: { readonly code: string; readonly name: Sentence };
  /** Whether each has an amount of its own: units, points, days, kroner. */
  readonly quantified: boolean;
  readonly unit?: string;
}

/** The rows of a form for counts, in the order of the document. */
export function countable(terms: Terms): Countable[] {
  const groups = terms.outcomes.filter((outcome) => !isIndividual(outcome));
  const conditions = terms.outcomes.flatMap((outcome) => priceConditionsOf(outcome).map(({ fact }) => fact));
  const needed = new Set([...groups.flatMap(restsOn), ...conditions]);
  return [
    ...terms.outcomes.filter(isIndividual).flatMap(({ code, name, kind, followUps }) => {
      const row = { outcome: code, name, quantified: KINDS[kind].pricedBy.includes('quantity') };
      const named = terms.followUps.filter((followUp) => followUps?.includes(followUp.code));
      return named.length === 0
        ? [row]
        : named.map((followUp) => ({ ...row, followUp: { code: followUp.code, name: followUpName(followUp) } }));
    }),
    ...terms.measures
      .filter(({ code }) => needed.has(code))
      .map(({ code, name, unit }) => ({
        outcome: code,
        name,
        quantified: true,
        ...(unit === undefined ? {} : { unit }),
      })),
  ];
}
