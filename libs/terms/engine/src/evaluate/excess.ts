import type { Sentence } from '@ringvirkning/kernel';
import type { Excess, Step, Terms } from '@ringvirkning/terms-language';
import type { PlacedCap } from '../caps/cap.js';
import { excessSentence } from './sentences.js';

/** What was cut off at a step. `cap` is `price`, a cap's place in the document (`caps[2]`), or the payer. The sentence is made when somebody reads it. */
export function excessOf(terms: Terms, step: Step, cap: string, amount: bigint): Excess {
  let sentence: Sentence | undefined;
  return {
    step,
    cap,
    amount,
    get sentence() {
      return (sentence ??= excessSentence(step, amount, terms.currency, nameOf(terms, step, cap)));
    },
  };
}

function nameOf({ caps, parties }: Terms, step: Step, cap: string): Sentence | undefined {
  if (step !== 'payer') return caps.find((_, index) => cap === `caps[${index}]`)?.name;
  const payer = parties.find((party) => party.id === cap)?.name;
  return payer === undefined
    ? {
        da: 'deltagerens betalingskommune er ikke part i kontrakten',
        en: "the participant's paying municipality is no party to the contract",
      }
    : { da: `mere end ${payer} skal betale`, en: `more than ${payer} has to pay` };
}

/** What the price withholds and the caps cut off; `cut` is by the caps' places. */
export const cutsOf = (
  terms: Terms,
  caps: readonly PlacedCap[],
  withheld: bigint,
  cut: readonly bigint[],
): Excess[] => [
  ...(withheld > 0n ? [excessOf(terms, 'price', 'price', withheld)] : []),
  ...caps.flatMap(({ step, index }, place) =>
    cut[place]! > 0n ? excessOf(terms, step, `caps[${index}]`, cut[place]!) : [],
  ),
];
