import { yearOf } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import { unless, type Check, type Problem } from './problem.js';

const inPeriod = ({ period }: Terms, year: number): boolean => yearOf(period.from) <= year && year <= yearOf(period.to);
const outside = (terms: Terms, years: readonly number[], path: (string | number)[]): Problem[] =>
  years.flatMap((year, i) =>
    unless(
      inPeriod(terms, year),
      [...path, 'years', i],
      'year-outside-period',
      `${year} ligger uden for kontraktens periode.`,
      `${year} lies outside the contract's period.`,
    ),
  );

export const capsMakeSense: Check = (terms) =>
  terms.caps.flatMap((cap, i) => {
    const path = ['caps', i];
    if (cap.step === 'budget-year') return outside(terms, cap.years ?? [], path);
    if (cap.step !== 'quantity') return [];
    return [
      ...unless(
        (cap.max === undefined) !== (cap.share === undefined),
        path,
        'cap-limit',
        'Et loft over antal har enten max eller share.',
        'A quantity cap has either max or share.',
      ),
      ...unless(
        cap.share === undefined || cap.per === 'contract',
        [...path, 'per'],
        'quota-per-contract',
        'En kvote (share) gælder hele kontrakten.',
        'A quota (share) is for the whole contract.',
      ),
      ...unless(
        cap.share === undefined || cap.of === 'planned' || cap.groups !== undefined || cap.cohorts !== undefined,
        path,
        'quota-of-what',
        'En kvote skal sige for hvilke grupper eller årgange den gælder.',
        'A quota must say for which groups or cohorts it is.',
      ),
    ];
  });

export const floorsMakeSense: Check = (terms) =>
  terms.floors.flatMap((floor, i) => [
    ...outside(terms, floor.years, ['floors', i]),
    ...floor.outcomes.flatMap((code, j) =>
      unless(
        terms.outcomes.find((outcome) => outcome.code === code)?.price !== undefined,
        ['floors', i, 'outcomes', j],
        'nothing-priced',
        `«${code}» har ingen pris.`,
        `«${code}» has no price.`,
      ),
    ),
  ]);
