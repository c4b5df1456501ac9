import type { Sentence } from '@ringvirkning/kernel';
import { conditionsOf, namesIn, priceConditionsOf } from '../kinds/names.js';
import type { Terms } from '../schema/terms.js';
import type { Scale } from './schema.js';

export type Measure = Terms['measures'][number];
export type Purpose = 'dialogue' | 'payment';
type Measured = Pick<Terms, 'outcomes' | 'measures'>;

/** Every code that some outcome looks at, for whatever reason. */
const lookedAt = (outcomes: Terms['outcomes']): ReadonlySet<string> =>
  new Set(
    outcomes.flatMap((outcome) => [
      ...namesIn(outcome).map(({ code }) => code),
      ...conditionsOf(outcome).map(({ fact }) => fact),
      ...priceConditionsOf(outcome).map(({ fact }) => fact),
    ]),
  );

/** Codes of the measures that are for the dialogue with the citizen: those that say so, and those that no outcome looks at. Nothing of them is ever claimed. */
export function dialogueMeasures({ outcomes, measures }: Measured): ReadonlySet<string> {
  const used = lookedAt(outcomes);
  return new Set(
    measures.flatMap(({ code, purpose }) =>
      (purpose ?? (used.has(code) ? 'payment' : 'dialogue')) === 'dialogue' ? [code] : [],
    ),
  );
}

/** Measures for dialogue that an outcome looks at all the same: a contradiction. */
export function dialogueThatPays({ outcomes, measures }: Measured): Measure[] {
  const used = lookedAt(outcomes);
  return measures.filter(({ code, purpose }) => purpose === 'dialogue' && used.has(code));
}

/** The scale that a measure is scored on. */
export const scaleOf = ({ scales }: Pick<Terms, 'scales'>, { scale: id }: Pick<Measure, 'scale'>): Scale | undefined =>
  scales?.find((each) => each.id === id);

/** Whether the citizen alone sets the value, by what the measure says or by what its scale allows. */
export const isSelfScored = (terms: Pick<Terms, 'measures' | 'scales'>, code: string): boolean => {
  const measure = terms.measures.find((each) => each.code === code);
  if (!measure) return false;
  return (
    measure.scoredBy === 'citizen' ||
    (measure.scoredBy === undefined && (scaleOf(terms, measure)?.scoredBy.every((who) => who === 'citizen') ?? false))
  );
};

/** Why a value is none of the steps of the measure's scale; undefined when it is, or when there is no scale. */
export function notAStep(terms: Pick<Terms, 'measures' | 'scales'>, code: string, value: string): Sentence | undefined {
  const measure = terms.measures.find((each) => each.code === code);
  const scale = measure && scaleOf(terms, measure);
  if (!scale || scale.steps.some((step) => step.value === Number(value))) return undefined;
  const steps = scale.steps.map((step) => step.value).join(', ');
  return {
    da: `Skalaen har ikke trinnet ${value}. Vælg et af ${steps}.`,
    en: `The scale has no step ${value}. Choose one of ${steps}.`,
  };
}
