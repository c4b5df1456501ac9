import { z } from 'zod';
import { average } from './average.js';
import { avoidedCost } from './avoided-cost.js';
import { counted } from './counted.js';
import { difference } from './difference.js';
import { improvement } from './improvement.js';
import type { GroupKind, PersonKind } from './kind.js';
import { lookBack } from './look-back.js';
import { ratio } from './ratio.js';
import { reached } from './reached.js';
import { score } from './score.js';
import { share } from './share.js';
import { spell } from './spell.js';
import { total } from './total.js';
import { weighted } from './weighted.js';

/** Every kind of outcome that the language has. The engine has one value for each, which says how it is computed. */
export const KINDS = {
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
} as const satisfies Readonly<Record<string, PersonKind | GroupKind>>;

type Kinds = typeof KINDS;
export type OutcomeKind = keyof Kinds;
type Schema = Kinds[OutcomeKind]['schema'];

const schemas = Object.values(KINDS).map(({ schema }) => schema) as unknown as [Schema, ...Schema[]];
/** An outcome as the document says it. */
export const outcome = z.discriminatedUnion('kind', schemas);
export type Outcome = z.output<typeof outcome>;
export type OutcomeOf<K extends OutcomeKind> = Extract<Outcome, { kind: K }>;

type KindsOf<Of> = { [K in OutcomeKind]: Kinds[K] extends { readonly of: Of } ? K : never }[OutcomeKind];
export type IndividualOutcome = OutcomeOf<KindsOf<'person'>>;
export type CohortOutcome = OutcomeOf<KindsOf<'group'>>;
/** Whether an outcome is measured on a person; otherwise on a group of people. */
export const isIndividual = (outcome: Outcome): outcome is IndividualOutcome => KINDS[outcome.kind].of === 'person';
