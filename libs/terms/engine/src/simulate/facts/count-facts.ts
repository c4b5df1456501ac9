import type { ErrorDetail, LocalDate } from '@ringvirkning/kernel';
import { readFactRow, type Row } from '@ringvirkning/reading';
import { type Fact, isIndividual } from '@ringvirkning/terms-language';
import type { Basis } from '../basis.js';
import { claimFacts, definedOnly, type Claim } from '../claim-facts.js';
import { comparisonFaults } from './comparisons.js';
import { overlap, readPeriod } from './period.js';
import { rowError, tooMany } from './row-error.js';
import { unplacedFaults } from './where-settled.js';
import type { Said, Words } from './words.js';

interface Count {
  readonly row: number;
  readonly said: Said;
  readonly count: number;
  /** The last day of the period that lies within the contract's. */
  readonly on: LocalDate;
}

/**
 * Invented people for counts. Each row's people are others than those of earlier rows of the same outcome and follow-up (with the same cohort, group and payer);
 * across outcomes and follow-ups they are the same people, the first ones first. All on the last day of the period. Who does not succeed has none of the outcomes;
 * counts of measures stay.
 */
export function countBasis(rows: readonly Row[], words: Words, most: number, errors: ErrorDetail[]): Basis {
  const counts = rows.flatMap((row) => {
    const read = readCount(row, words);
    if ('errors' in read) errors.push(...read.errors);
    return 'errors' in read ? [] : [read];
  });
  errors.push(...comparisonFaults(counts, words.terms));
  errors.push(
    ...unplacedFaults(
      counts.map(({ row, said }) => ({ row, ...said })),
      words.terms,
    ),
  );
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  if (total > most) errors.push(tooMany(total, most, 'count'));
  const { claims, observations, people } = expand(
    errors.length > 0 ? [] : [...counts].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    words,
  );
  const given = new Set(observations.map(({ outcome }) => outcome));
  return {
    kind: 'counts',
    claims: claims.length,
    people,
    facts: (luck) => [
      ...observations,
      ...claimFacts(
        words.terms,
        claims.filter(({ person }) => luck.succeeds(person)),
        given,
      ),
    ],
  };
}

function readCount(row: Row, words: Words): Count | { errors: ErrorDetail[] } {
  const { period: periodText = '', count: countText = '' } = row.cells;
  const read = readFactRow(row, ['outcome'], words.terms);
  if ('faults' in read)
    return { errors: read.faults.map(({ column, code, da, en }) => rowError(row.row, column, code, { da, en })) };
  // A count says how many; without a quantity each of them is one.
  const { payer, faults: errors } = words.check(row.row, { ...read.row, quantity: read.row.quantity ?? '1' });
  const period = readPeriod(periodText);
  const inside = period && overlap(period, words.terms.period);
  const { from, to } = words.terms.period;
  if (!period)
    errors.push(
      rowError(row.row, 'period', 'wrong-period', {
        da: `«${periodText}» er ikke en periode. Skriv 2026, 2026-H1, 2026-Q3, 2026-03 eller 2026-03-15.`,
        en: `«${periodText}» is not a period. Write 2026, 2026-H1, 2026-Q3, 2026-03 or 2026-03-15.`,
      }),
    );
  else if (!inside)
    errors.push(
      rowError(row.row, 'period', 'outside-period', {
        da: `${periodText} ligger uden for kontraktens periode ${from} til ${to}.`,
        en: `${periodText} lies outside the contract's period ${from} to ${to}.`,
      }),
    );
  if (!/^\d{1,7}$/.test(countText))
    errors.push(
      rowError(row.row, 'count', 'wrong-count', {
        da: `«${countText}» er ikke et antal (et helt tal, 0 eller mere).`,
        en: `«${countText}» is not a count (a whole number, 0 or more).`,
      }),
    );
  if (errors.length > 0 || !inside) return { errors };
  return { row: row.row, said: { ...read.row, payer: payer ?? null }, count: Number(countText), on: inside.to };
}

function expand(
  counts: readonly Count[],
  { terms, outcomes }: Words,
): { claims: Claim[]; observations: Fact[]; people: number } {
  const claims: Claim[] = [];
  const observations: Fact[] = [];
  const people = new Set<string>();
  const used = new Map<string, number>();
  for (const { said, count, on } of counts) {
    const code = said.outcome;
    const followUpCode = said.followUp ?? undefined;
    const { quantity, cohort, group, payer } = defined(said);
    const kind = [cohort, group, payer].filter((each) => each !== undefined).join('-');
    const key = [code, followUpCode, kind].join('/');
    const first = used.get(key) ?? 0;
    used.set(key, first + count);
    const outcome = outcomes.get(code);
    const followUp = terms.followUps.find((each) => each.code === followUpCode);
    for (let no = first; no < first + count; no++) {
      const name = kind === '' ? `p${no + 1}` : `${kind}-p${no + 1}`;
      people.add(name);
      if (outcome && isIndividual(outcome))
        claims.push({ outcome, person: { name, no }, followUp, on, quantity, cohort, group, payer });
      else
        observations.push(
          definedOnly({
            id: `${key}/${no + 1}`,
            participant: name,
            outcome: code,
            followUp: followUpCode,
            on,
            quantity,
            cohort,
            group,
            payer,
          }),
        );
    }
  }
  return { claims, observations, people: people.size };
}

const defined = ({ quantity, cohort, group, payer }: Said) => ({
  quantity: quantity ?? undefined,
  cohort: cohort ?? undefined,
  group: group ?? undefined,
  payer: payer ?? undefined,
});
