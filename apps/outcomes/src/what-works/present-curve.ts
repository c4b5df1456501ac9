import { fail } from '@ringvirkning/kernel';
import type { WorksCurve } from '@ringvirkning/outcomes-api';
import { shareBy } from '@ringvirkning/statistics';
import type { MonthRow } from '../persistence/works.store.js';

type Curve = Omit<WorksCurve, 'asOf'>;

/** @throws not-found when no contract that the reader sees has the outcome */
export function presentCurve(rows: readonly MonthRow[]): Curve {
  const [first] = rows;
  if (!first) throw unknownOutcome();
  const counted = rows.filter(({ month }) => month !== null);
  const groups = Map.groupBy(counted, ({ group }) => JSON.stringify(group));
  return {
    intervention: first.intervention,
    title: first.title,
    suppressed: rows.some(({ isTold }) => isTold),
    groups: [...groups.values()].map((of) => ({ group: of[0]!.group, months: monthsOf(of) })),
  };
}

/** Every month to which somebody was followed, the first being the month of the start. */
function monthsOf(rows: readonly MonthRow[]): Curve['groups'][number]['months'] {
  const byMonth = new Map(rows.map((row) => [row.month, row]));
  const last = Math.max(...rows.map(({ month }) => month ?? 0));
  const followed = Array.from({ length: last + 1 }, (_, time) => {
    const row = byMonth.get(time);
    return { time, events: row?.reached ?? 0, censored: row?.followed ?? 0 };
  });
  return shareBy(followed).map(({ time, interval, ...at }) => ({ month: time, ...at, interval: interval ?? null }));
}

const unknownOutcome = () =>
  fail.notFound(
    'outcomes.unknown-works-outcome',
    'Ingen kontrakt, du kan se, har dette resultat.',
    'No contract that you can see has this outcome.',
  );
