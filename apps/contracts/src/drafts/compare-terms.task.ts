import type { Differences } from '@ringvirkning/contracts-api';
import { clauseDifferences, moneyDifferences } from '@ringvirkning/contracts-domain';
import { frozenTerms } from '@ringvirkning/terms';
import { withoutBefore } from '../view-contract/present.js';

/** Two stored documents of terms, also of earlier versions of the language, compared in a worker: a plan of hundreds of people is computed twice. */
export function compareTerms({
  before: old,
  after: fresh,
}: {
  readonly before: unknown;
  readonly after: unknown;
}): Pick<Differences, 'currency' | 'clauses' | 'money'> {
  const [before, after] = [frozenTerms(old), frozenTerms(fresh)];
  const names = new Map([...before.parties, ...after.parties].map(({ id, name }) => [id, name]));
  return {
    currency: { before: before.currency, after: after.currency },
    clauses: clauseDifferences(withoutBefore(before), withoutBefore(after)),
    money: moneyDifferences(before, after).map((each) => ({ ...each, name: names.get(each.party) ?? each.party })),
  };
}
