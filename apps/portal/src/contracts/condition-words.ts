import { alternativesOf, type Condition, type Duration, type Terms } from '@ringvirkning/terms-language';
import type { Text } from '../i18n/i18n.js';
import { boundText, namesOf } from './terms-words.js';

type Words = Pick<Text, 't' | 'say' | 'decimal'>;

/** What a condition asks for: «Egen bolig, 6 måneder (højst 12 måneder tidligere), eller Job». */
export const conditionWords = (condition: Condition, terms: Terms, words: Words): string =>
  alternativesOf(condition)
    .map((each) => alone(each, terms, words))
    .join(words.t('review.or'));

function alone({ fact, followUp, atLeast, atMost, within }: Condition, terms: Terms, words: Words): string {
  const { t } = words;
  const names = namesOf(terms, words);
  const name = [names.outcome(fact), followUp && names.followUp(followUp)].filter(Boolean).join(', ');
  const bounds = [
    atLeast === undefined ? '' : t('review.atLeast', { value: boundText(atLeast, words) }),
    atMost === undefined ? '' : t('review.atMost', { value: boundText(atMost, words) }),
    within ? t('review.within', { time: durationWords(within, words) }) : '',
  ].filter(Boolean);
  return bounds.length === 0 ? name : `${name} (${bounds.join(', ')})`;
}

const durationWords = ({ months, weeks, days }: Duration, { t }: Pick<Words, 't'>): string =>
  months !== undefined
    ? t('terms.months', { count: months })
    : weeks !== undefined
      ? t('terms.weeks', { count: weeks })
      : t('terms.days', { count: days! });
