import type { Person } from '@ringvirkning/auth';
import { smallYears, withheld } from '@ringvirkning/payments-domain';
import type { Json, Result } from '../persistence/run.store.js';

/** Investors and council members get aggregates only, unless another role of theirs says more. */
const AGGREGATES_ONLY: readonly string[] = ['investor', 'council-member', 'operator'];
export const seesAggregatesOnly = ({ roles }: Pick<Person, 'roles'>): boolean => roles.every((role) => AGGREGATES_ONLY.includes(role));

/** What of an evaluation a person may not see. */
export interface Hidden {
  readonly lines: ReadonlySet<string>;
  readonly years: ReadonlySet<number>;
  /** Totals over the years would tell what a small year holds. */
  readonly totals: boolean;
}
const NOTHING: Hidden = { lines: new Set(), years: new Set(), totals: false };

type Lines = readonly Pick<Json<Result>['lines'][number], 'id' | 'year' | 'people'>[];
const cells = (lines: Lines) => lines.map(({ id, year, people }) => ({ id, budgetYear: year, persons: people }));

export const hasSmallYears = (lines: Lines): boolean => smallYears(cells(lines)).size > 0;

export function hiddenFrom(person: Pick<Person, 'roles'>, lines: Lines): Hidden {
  if (!seesAggregatesOnly(person)) return NOTHING;
  const years = smallYears(cells(lines));
  return { lines: withheld(cells(lines)), years, totals: years.size > 0 };
}
