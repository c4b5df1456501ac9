import type { ProgressRow } from '@ringvirkning/outcomes-api';
import { hiddenCells, isSmall, wilson, type Cell } from '@ringvirkning/outcomes-domain';
import type { SampleRow, StepRow } from '../persistence/progress.store.js';

type Sample = Pick<ProgressRow, 'reached' | 'n' | 'share' | 'interval' | 'suppressed'>;

const WITHHELD: Sample = { reached: null, n: null, share: null, interval: null, suppressed: true };

/** A count that may be told: `null` when it would tell about fewer people than the threshold. */
export const tell = (count: number, threshold: number): number | null =>
  isSmall({ n: count, reached: 0 }, threshold) ? null : count;

/** @param threshold Cells about fewer people are withheld, and with them whatever would give them away; 0 withholds nothing. */
export function progressRow(step: StepRow, samples: readonly SampleRow[], threshold: number): ProgressRow {
  const own = samples.filter(({ outcome, follow_up }) => outcome === step.outcome && follow_up === step.follow_up);
  const whole: Cell = { n: sum(own, 'n'), reached: sum(own, 'reached') };
  const rowHidden = isSmall(whole, threshold);
  const hidden = hiddenCells(own, threshold);
  return {
    outcome: step.outcome,
    title: step.title,
    followUp: step.follow_up || null,
    payment: step.payment,
    planned: step.planned,
    claimed: rowHidden ? null : tell(step.claimed, threshold),
    final: rowHidden ? null : tell(step.final, threshold),
    ...(rowHidden ? WITHHELD : sampleOf(whole)),
    groups:
      own.length > 1 || own[0]?.group_code
        ? own.map((cell, i) => ({ group: cell.group_code, ...(rowHidden || hidden[i] ? WITHHELD : sampleOf(cell)) }))
        : [],
  };
}

function sampleOf({ n, reached }: Cell): Sample {
  return { n, reached, share: n === 0 ? null : reached / n, interval: wilson(reached, n) ?? null, suppressed: false };
}

const sum = (rows: readonly SampleRow[], column: 'n' | 'reached'): number =>
  rows.reduce((total, row) => total + row[column], 0);
