import type { ProvisionDetail, ProvisionRule } from '@ringvirkning/benefits-api';
import type { Days } from './provision-queries.js';

/** A share of a rule, with the rule it is of. */
export type HistoryRow = Omit<ProvisionRule, 'shares'> & ProvisionRule['shares'][number];

/** The history as rows, the newest rule first. */
export const historyRows = ({ history }: Pick<ProvisionDetail, 'history'>): HistoryRow[] =>
  history.toReversed().flatMap(({ shares, ...rule }) => shares.map((share) => ({ ...rule, ...share })));

/** The last day of the rule before the latest, and the first of the latest. */
export function latestChange({ history }: Pick<ProvisionDetail, 'history'>): Days {
  const [before, latest] = history.slice(-2);
  return { from: before?.to ?? latest?.from ?? '', to: latest?.from ?? before?.from ?? '' };
}

export type Change = 'new' | 'gone' | 'changed' | 'same';

export function changeOf({ before, after }: { readonly before: string | null; readonly after: string | null }): Change {
  if (before === null) return 'new';
  if (after === null) return 'gone';
  return before === after ? 'same' : 'changed';
}
