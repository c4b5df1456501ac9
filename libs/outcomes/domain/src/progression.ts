import { addMonths, fail, type DomainError, type LocalDate } from '@ringvirkning/kernel';
import {
  dialogueMeasures,
  followUpName,
  notAStep,
  scaleOf,
  type Measure,
  type Scorer,
  type Terms,
} from '@ringvirkning/terms-language';
import { plausibleDay } from './person-words.js';

/** What somebody registers in the dialogue with a citizen. `value` null takes back the score it replaces. */
export interface Score {
  readonly measure: string;
  readonly value: string | null;
  readonly on: LocalDate;
  readonly scoredBy: Scorer | null;
  readonly replaces: string | null;
}

/** A score as it is kept, with who set it. @throws invalid, naming the field, when the contract does not have it so */
export function checkedScore(terms: Terms, score: Score, today: LocalDate): Score {
  const measure = dialogueMeasure(terms, score.measure);
  plausibleDay('on', score.on, today);
  if (score.value === null && score.replaces === null)
    throw wrong('value', 'score-missing', 'Vælg et trin.', 'Choose a step.');
  if (score.value === null) return { ...score, scoredBy: null };
  onScale(terms, measure, score.value);
  if (measure.times !== undefined && score.value !== '1')
    throw wrong(
      'value',
      'small-step-is-one',
      'Et lille skridt registreres én gang ad gangen.',
      'A small step is registered once at a time.',
    );
  return { ...score, scoredBy: scorerOf(terms, measure, score.scoredBy) };
}

/** The measure, when it is one for dialogue. @throws invalid for one that the contract does not know, or that pays */
function dialogueMeasure(terms: Terms, code: string): Measure {
  const measure = terms.measures.find((each) => each.code === code);
  if (!measure)
    throw fail.invalid(
      'outcomes.unknown-measure',
      `Kontrakten kender ikke målingen «${code}».`,
      `The contract does not know the measure «${code}».`,
    );
  if (dialogueMeasures(terms).has(code)) return measure;
  throw wrong(
    'measure',
    'measure-pays',
    `«${code}» er en betalingsmåling: den indberettes som et resultat og verificeres.`,
    `«${code}» is a measure for payment: it is claimed like an outcome, and verified.`,
  );
}

function onScale(terms: Terms, measure: Measure, value: string): void {
  const fault = notAStep(terms, measure.code, value);
  if (fault) throw wrong('value', 'not-a-step', fault.da, fault.en);
}

function scorerOf(terms: Terms, measure: Measure, said: Scorer | null): Scorer | null {
  const allowed = scaleOf(terms, measure)?.scoredBy;
  const scorer = said ?? (allowed?.length === 1 ? allowed[0]! : null);
  if (!allowed || (scorer !== null && allowed.includes(scorer))) return scorer;
  throw wrong(
    'scoredBy',
    'scorer',
    'Vælg, hvem der har sat scoren; skalaen siger, hvem der kan.',
    'Say who set the score; the scale says who can.',
  );
}

const wrong = (path: string, code: string, da: string, en: string): DomainError =>
  fail.invalid(`outcomes.${code}`, da, en, { errors: [{ path, code: `outcomes.${code}`, da, en }] });

export const scoreReplaced = (): DomainError =>
  fail.conflict('outcomes.score-replaced', 'Scoren er rettet imens.', 'The score was corrected meanwhile.', {
    whatToDo: {
      da: 'Se rettelsen, og ret den, hvis den er forkert.',
      en: 'Look at the correction, and correct that if it is wrong.',
    },
  });

export const unknownScore = (): DomainError =>
  fail.notFound(
    'outcomes.unknown-score',
    'Den score, der skal rettes, findes ikke for borgeren og målingen.',
    'The score to be corrected does not exist for this person and measure.',
  );

interface Course {
  readonly start: LocalDate;
  /** The day the person left; nothing is due later. */
  readonly left: LocalDate | null;
  readonly until: LocalDate;
}

/** When a measure is due next: the baseline at the start, then every so many months after the last point measured; null when it never is. */
export function nextDue(
  { every }: Pick<Measure, 'every'>,
  { start, left, until }: Course,
  lastPoint: number | null,
): LocalDate | null {
  if (every === undefined) return null;
  const due = addMonths(start, lastPoint === null ? 0 : (lastPoint + 1) * every);
  return due > until || (left !== null && due > left) ? null : due;
}

/** What a planned measurement is called: the baseline, or how many months after the start it is. */
export const measurementName = (months: number): { readonly da: string; readonly en: string } =>
  months === 0 ? { da: 'Udgangspunkt', en: 'Baseline' } : followUpName({ code: `m${months}`, months });
