import type { Sentence } from '@ringvirkning/kernel';
import {
  type CohortOutcome,
  type Evaluation,
  followUpName,
  isIndividual,
  moneyOfText,
  numberText,
  type OutcomeCount,
  type Terms,
} from '@ringvirkning/terms-language';
import { kindOf } from '../kinds/kinds.js';
import { joined } from './sentences.js';

/** What was reached or measured of an outcome that has no price: nothing is paid for it, and nobody shall have to guess what it is. */
export interface WithoutPrice {
  readonly reason: 'no-price';
  readonly outcome: string;
  readonly count: number;
  readonly sentence: Sentence;
}

type Counted = Pick<OutcomeCount, 'outcome' | 'followUp' | 'cohort' | 'claims' | 'quantity'>;

/** In the order of the evaluation. */
export const withoutPrice = (
  terms: Terms,
  { outcomes }: { readonly outcomes: readonly Counted[] } | Pick<Evaluation, 'outcomes'>,
): WithoutPrice[] =>
  outcomes.flatMap((counted: Counted) => {
    const outcome = terms.outcomes.find(({ code }) => code === counted.outcome)!;
    if (outcome.price !== undefined) return [];
    const { da, en } = isIndividual(outcome) ? claimsText(counted) : valueText(terms, outcome, counted);
    const place = joined(placeOf(terms, counted), ', ');
    return [
      {
        reason: 'no-price' as const,
        outcome: outcome.code,
        count: isIndividual(outcome) ? counted.claims : 1,
        sentence: {
          da: `${da}${place.da && ` (${place.da})`}; resultatet har ingen pris i vilkårene.`,
          en: `${en}${place.en && ` (${place.en})`}; the outcome has no price in the terms.`,
        },
      },
    ];
  });

const placeOf = ({ followUps, cohorts }: Terms, { followUp, cohort }: Counted): Sentence[] => [
  ...followUps.filter(({ code }) => code === followUp).map(followUpName),
  ...cohorts.filter(({ code }) => code === cohort).map(({ name }) => name),
];

const claimsText = ({ claims }: Counted): Sentence => ({
  da: `${claims} uden betaling`,
  en: `${claims} without payment`,
});

function valueText({ currency }: Terms, outcome: CohortOutcome, { quantity }: Counted): Sentence {
  const unit = kindOf(outcome).unit?.(outcome);
  const number = unit === 'amount' ? moneyOfText(quantity, currency) : numberText(quantity);
  const value = unit === 'per-cent' ? joined([number, { da: '%', en: '%' }], ' ') : number;
  return { da: `værdien er ${value.da}`, en: `the value is ${value.en}` };
}
