import { alternativesOf, type Condition, type Duration, type Outcome, type Terms } from '@ringvirkning/terms-language';
import type { Text } from '../i18n/i18n.js';
import { boundText, namesOf } from './terms-words.js';

type Words = Pick<Text, 't' | 'say' | 'decimal'>;

/** What a condition asks for: «Egen bolig, 6 måneder (højst 12 måneder tidligere), eller Job». */
export const conditionWords = (condition: Condition, terms: Terms, words: Words): string =>
  alternativesOf(condition)
    .map((each) => alone(each, terms, words))
    .join(words.t('condition.or'));

/** What an outcome asks for before it counts, and what must not be there, a sentence each. */
export function conditionLines(
  { requires, unless = [] }: Pick<Outcome, 'requires' | 'unless'>,
  terms: Terms,
  words: Words,
): string[] {
  const facts = (conditions: readonly Condition[]): string =>
    conditions.map((condition) => conditionWords(condition, terms, words)).join('; ');
  return [
    ...(requires.length > 0 ? [words.t('condition.requires', { facts: facts(requires) })] : []),
    ...(unless.length > 0 ? [words.t('condition.unless', { facts: facts(unless) })] : []),
  ];
}

function alone({ fact, followUp, atLeast, atMost, within }: Condition, terms: Terms, words: Words): string {
  const { t } = words;
  const names = namesOf(terms, words);
  const measure = terms.measures.find(({ code }) => code === fact);
  const name = [measure ? words.say(measure.name) : names.outcome(fact), followUp && names.followUp(followUp)]
    .filter(Boolean)
    .join(', ');
  const bounds = [
    atLeast === undefined ? '' : t('condition.atLeast', { value: boundText(atLeast, words) }),
    atMost === undefined ? '' : t('condition.atMost', { value: boundText(atMost, words) }),
    within ? t('condition.within', { time: durationWords(within, words) }) : '',
  ].filter(Boolean);
  return bounds.length === 0 ? name : `${name} (${bounds.join(', ')})`;
}

const durationWords = ({ months, weeks, days }: Duration, { t }: Pick<Words, 't'>): string =>
  months !== undefined
    ? t('terms.months', { count: months })
    : weeks !== undefined
      ? t('terms.weeks', { count: weeks })
      : t('terms.days', { count: days! });
