import type { ErrorDetail } from '@ringvirkning/kernel';
import type { Fact, Terms } from '@ringvirkning/terms';
import { Refused } from '../refused.js';
import { Words } from './check-row.js';
import { countFacts } from './count-facts.js';
import { personFacts } from './person-facts.js';
import { readRows } from './rows.js';

/** Facts of a CSV text, per person or as counts. @throws Refused with every row that does not fit the terms. */
export function readFacts(file: string, text: string, terms: Terms): Fact[] {
  const { form, rows, errors: unreadable } = readRows(text);
  const errors: ErrorDetail[] = [...unreadable];
  const facts = (form === 'counts' ? countFacts : personFacts)(rows, new Words(terms), errors);
  if (errors.length > 0) throw new Refused(file, errors.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)));
  return facts;
}
