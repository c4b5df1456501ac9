import {
  dialogueThatPays,
  isIndividual,
  isSelfScored,
  namesIn,
  type Scale,
  type Terms,
} from '@ringvirkning/terms-language';
import { unless, type Check, type Problem } from './problem.js';

/** Measures and the scales they are scored on. */
export const measuresMakeSense: Check = (terms) => [
  ...scalesAscend(terms),
  ...dialogueThatPays(terms).flatMap((measure) =>
    unless(
      false,
      ['measures', terms.measures.indexOf(measure), 'purpose'],
      'dialogue-pays',
      `«${measure.code}» er til dialog, men et resultat hviler på den. Brug en måling for sig til betaling.`,
      `«${measure.code}» is for dialogue, but an outcome rests on it. Use a measure of its own for payment.`,
    ),
  ),
  ...terms.measures.flatMap(({ scale, times }, i) =>
    unless(
      scale === undefined || times === undefined,
      ['measures', i],
      'scale-and-times',
      'Angiv enten en skala (scale) eller et antal gange (times).',
      'Give either a scale or a number of times.',
    ),
  ),
  ...selfScoredGroups(terms),
];

const scalesAscend = ({ scales = [] }: Terms): Problem[] =>
  scales.flatMap(({ steps, smallestChange }: Scale, i) => [
    ...unless(
      steps.every(({ value }, j) => j === 0 || value > steps[j - 1]!.value),
      ['scales', i, 'steps'],
      'steps-not-ascending',
      'Trinnene skal stå efter stigende værdi, hver værdi én gang.',
      'The steps must be in order of ascending value, each value once.',
    ),
    ...unless(
      smallestChange <= steps.at(-1)!.value - steps[0]!.value,
      ['scales', i, 'smallestChange'],
      'change-beyond-scale',
      'Den mindste reelle ændring er større end hele skalaen.',
      'The smallest real change is larger than the whole scale.',
    ),
  ]);

/** What a group of people score themselves pays only against evidence that is more than their own word. */
const selfScoredGroups = (terms: Terms): Problem[] => {
  const { required, sources } = terms.verification.evidence;
  if (required && sources.some((source) => source !== 'self-report')) return [];
  return terms.outcomes.flatMap((outcome, i) =>
    unless(
      !outcome.price ||
        isIndividual(outcome) ||
        !namesIn(outcome).some(({ is, code }) => is === 'measure' && isSelfScored(terms, code)),
      ['outcomes', i],
      'self-scored-price',
      'Borgernes egen score må ikke udløse betaling alene: kræv dokumentation ud over selvrapportering, eller brug en måling som andre foretager.',
      "The citizens' own score may not trigger payment alone: require evidence beyond self-report, or use a measure scored by others.",
    ),
  );
};
