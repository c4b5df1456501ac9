import type { ErrorDetail, LocalDate } from '@ringvirkning/kernel';
import type { Fact } from '@ringvirkning/terms';
import { rowError } from '../refused.js';
import type { Words } from './check-row.js';
import { ClaimFacts } from './claim-facts.js';
import { definedOnly } from './person-facts.js';
import { overlap, readPeriod } from './period.js';
import type { Row } from './rows.js';

const MOST = 1_000_000;

interface Count {
  readonly cells: Row['cells'];
  readonly count: number;
  /** The last day of the period that lies within the contract's. */
  readonly on: LocalDate;
}

/**
 * Facts of invented people for counts. Each row's people are others than those of earlier rows of the same outcome and follow-up (with the same cohort,
 * group and payer); across outcomes and follow-ups they are the same people, the first ones first. All on the last day of the period.
 */
export function countFacts(rows: readonly Row[], words: Words, errors: ErrorDetail[]): Fact[] {
  const counts = rows.flatMap((row) => {
    const read = readCount(row, words);
    if ('errors' in read) errors.push(...read.errors);
    return 'errors' in read ? [] : [read];
  });
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total > MOST) errors.push(rowError(1, 'count', 'too-many', { da: `I alt ${total}; højst ${MOST}.`, en: `${total} in all; at most ${MOST}.` }));
  return errors.length > 0 ? [] : expand([...counts].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)), words);
}

function readCount(row: Row, words: Words): Count | { errors: ErrorDetail[] } {
  const { period: periodText = '', count: countText = '' } = row.cells;
  const errors = words.check(row);
  const period = readPeriod(periodText);
  const inside = period && overlap(period, words.terms.period);
  const { from, to } = words.terms.period;
  if (!period) errors.push(rowError(row.row, 'period', 'wrong-period', { da: `«${periodText}» er ikke en periode. Skriv 2026, 2026-H1, 2026-Q3, 2026-03 eller 2026-03-15.`, en: `«${periodText}» is not a period. Write 2026, 2026-H1, 2026-Q3, 2026-03 or 2026-03-15.` }));
  else if (!inside) errors.push(rowError(row.row, 'period', 'outside-period', { da: `${periodText} ligger uden for kontraktens periode ${from} til ${to}.`, en: `${periodText} lies outside the contract's period ${from} to ${to}.` }));
  if (!/^\d{1,7}$/.test(countText)) errors.push(rowError(row.row, 'count', 'wrong-count', { da: `«${countText}» er ikke et antal (et helt tal, 0 eller mere).`, en: `«${countText}» is not a count (a whole number, 0 or more).` }));
  return errors.length > 0 || !inside ? { errors } : { cells: row.cells, count: Number(countText), on: inside.to };
}

function expand(counts: readonly Count[], { terms, outcomes }: Words): Fact[] {
  const made = new ClaimFacts();
  const used = new Map<string, number>();
  for (const { cells, count, on } of counts) {
    const { outcome: code = '', follow_up: followUpCode, quantity, cohort, group, payer } = cells;
    const kind = [cohort, group, payer].filter((each) => each !== undefined).join('-');
    const key = [code, followUpCode, kind].join('/');
    const first = used.get(key) ?? 0;
    used.set(key, first + count);
    const outcome = outcomes.get(code);
    const followUp = terms.followUps.find((each) => each.code === followUpCode);
    for (let i = first + 1; i <= first + count; i++) {
      const participant = kind === '' ? `p${i}` : `${kind}-p${i}`;
      if (outcome) made.add({ outcome, participant, followUp, on, quantity, cohort, group, payer });
      else made.facts.push(definedOnly({ id: `${key}/${i}`, participant, outcome: code, followUp: followUpCode, on, quantity, cohort, group, payer }));
    }
  }
  return made.facts;
}
