import type { CohortOutcome, IndividualOutcome, Outcome, OutcomeKind, OutcomeOf } from '@ringvirkning/terms-language';
import { average } from './average.js';
import { avoidedCost } from './avoided-cost.js';
import { counted } from './counted.js';
import { difference } from './difference.js';
import { improvement } from './improvement.js';
import type { CohortKind, IndividualKind } from './kind.js';
import { lookBack } from './look-back.js';
import { ratio } from './ratio.js';
import { reached } from './reached.js';
import { score } from './score.js';
import { share } from './share.js';
import { spell } from './spell.js';
import { total } from './total.js';
import { weighted } from './weighted.js';

type KindFor<O extends Outcome> = O extends CohortOutcome ? CohortKind<O> : IndividualKind<O>;

/** How each kind of the language is computed. */
const KINDS: { readonly [K in OutcomeKind]: KindFor<OutcomeOf<K>> } = {
  reached,
  counted,
  improvement,
  score,
  'look-back': lookBack,
  spell,
  share,
  average,
  total,
  difference,
  ratio,
  'avoided-cost': avoidedCost,
  weighted,
};

export function kindOf(outcome: IndividualOutcome): IndividualKind<IndividualOutcome>;
export function kindOf(outcome: CohortOutcome): CohortKind<CohortOutcome>;
export function kindOf(outcome: Outcome): IndividualKind<Outcome> | CohortKind<Outcome>;
export function kindOf({ kind }: Outcome): unknown {
  return KINDS[kind];
}
