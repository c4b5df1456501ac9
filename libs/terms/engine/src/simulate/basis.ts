import type { Fact } from '@ringvirkning/terms-language';
import type { Luck } from './luck.js';

/** What a simulation starts from: all that is achieved when everybody succeeds. */
export interface Basis {
  /** plan: the counts and expected values of the terms; people: facts per person; counts: counts per outcome and period. */
  readonly kind: 'plan' | 'people' | 'counts';
  /** How many claims there are, and of how many people. */
  readonly claims: number;
  readonly people: number;
  /** The facts of one possible course. */
  facts(luck: Luck): Fact[];
}
