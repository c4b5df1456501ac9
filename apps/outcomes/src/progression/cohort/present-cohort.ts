import type { Progression } from '@ringvirkning/outcomes-api';
import { dialogueMeasures, scaleOf, type Measure, type Scale, type Terms } from '@ringvirkning/terms-language';
import type { Figures } from './cohort-figures.js';

type Cohort = Pick<Progression, 'measures' | 'smallSteps'>;
type Point = Cohort['measures'][number]['points'][number];

/** The measures of a contract that have a scale, and its small steps, in its order. */
export function presentProgression(terms: Terms, figures: Figures): Cohort {
  const dialogue = dialogueMeasures(terms);
  return {
    measures: terms.measures.flatMap((measure) => {
      const scale = scaleOf(terms, measure);
      if (!scale) return [];
      return {
        measure: measure.code,
        purpose: dialogue.has(measure.code) ? ('dialogue' as const) : ('payment' as const),
        points: figures.points(measure.code).map((point) => presentPoint(measure, scale, point, figures)),
      };
    }),
    smallSteps: terms.measures.flatMap(({ code, times }) =>
      times === undefined
        ? []
        : { measure: code, times, reached: figures.people(code, 0, 'reached'), of: figures.participants },
    ),
  };
}

function presentPoint({ code, every }: Measure, { steps: of }: Scale, point: number, figures: Figures): Point {
  const steps = of.map(({ value }) => ({ value: String(value), people: figures.people(code, point, String(value)) }));
  return {
    point,
    months: every === undefined ? null : point * every,
    n: steps.reduce((sum, { people }) => sum + (people ?? 0), 0),
    suppressed: of.some(({ value }) => figures.isMarked(code, point, String(value))),
    steps,
  };
}
