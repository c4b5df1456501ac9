import type { Person } from '@ringvirkning/auth';
import { smallYears, withheld } from '@ringvirkning/payments-domain';
import type { Terms } from '@ringvirkning/terms';
import type { Json, Result } from '../persistence/run.store.js';

/** Investors and council members get aggregates only, unless another role of theirs says more. */
const AGGREGATES_ONLY: readonly string[] = ['investor', 'council-member', 'operator'];
export const seesAggregatesOnly = ({ roles }: Pick<Person, 'roles'>): boolean =>
  roles.every((role) => AGGREGATES_ONLY.includes(role));

/** What of an evaluation a person may not see. */
export interface Hidden {
  readonly lines: ReadonlySet<string>;
  readonly years: ReadonlySet<number>;
  /** Parties of the person's own organisation, who may know what they themselves pay and get. */
  readonly except: ReadonlySet<string>;
  /** Totals over the years would tell what a small year holds. */
  readonly totals: boolean;
}
const NOTHING: Hidden = { lines: new Set(), years: new Set(), except: new Set(), totals: false };

type Lines = readonly Pick<Json<Result>['lines'][number], 'id' | 'year' | 'people'>[];
const cells = (lines: Lines) => lines.map(({ id, year, people }) => ({ id, budgetYear: year, persons: people }));

export const hasSmallYears = (lines: Lines): boolean => smallYears(cells(lines)).size > 0;

export function hiddenFrom(
  person: Pick<Person, 'roles' | 'memberOf'>,
  lines: Lines,
  { parties }: Pick<Terms, 'parties'>,
): Hidden {
  if (!seesAggregatesOnly(person)) return NOTHING;
  const years = smallYears(cells(lines));
  const own = parties.filter(({ organisation }) => organisation === person.memberOf).map(({ id }) => id);
  return { lines: withheld(cells(lines)), years, except: new Set(own), totals: years.size > 0 };
}

/** Whether a settlement's figures stay hidden: those of a small year, except the person's own. */
export const hidesSettlement = ({ years, except }: Hidden, budgetYear: number, ...parties: string[]): boolean =>
  years.has(budgetYear) && !parties.some((party) => except.has(party));
