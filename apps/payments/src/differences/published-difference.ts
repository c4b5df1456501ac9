import type { LineDifference, Run, RunDifference } from '@ringvirkning/payments-api';
import type { StoredRun } from '../persistence/run.store.js';
import { differenceHead } from './present-difference.js';

type Line = Run['lines'][number];

/**
 * What a run adds for outsiders: what was published with it against what was published with the authorised run before, both of which they have. Who came and
 * who went, and what caps hold back of whom, is not told.
 */
export function publishedDifference(
  stored: StoredRun,
  before: StoredRun | undefined,
  views: { readonly now: Run; readonly before: Run | undefined },
): RunDifference {
  const then = new Map((views.before?.lines ?? []).map((line) => [line.id, line]));
  return {
    ...differenceHead(stored, before),
    amount: views.now.amount,
    settlements: views.now.settlements,
    lines: views.now.lines.flatMap((line) => publishedLine(line, then.get(line.id))),
    newWithoutPay: null,
    reversedSince: null,
    suppressed: views.now.suppressed,
    digest: null,
  };
}

function publishedLine(now: Line, before: Line | undefined): LineDifference[] {
  if (before && before.payable === now.payable && before.gross === now.gross && before.claims === now.claims) return [];
  const { id, outcome, followUp, cohort, group, budgetYear, sentence } = now;
  const was = before ? before.payable : '0';
  return [
    {
      ...{ id, outcome, followUp, cohort, group, budgetYear, sentence },
      before: before ? figuresOf(before) : null,
      now: figuresOf(now),
      ...{ claims: [], repriced: null, caps: [], payers: [] },
      amount: now.payable === null || was === null ? null : (BigInt(now.payable) - BigInt(was)).toString(),
    },
  ];
}

const figuresOf = ({ claims, quantity, gross, payable }: Line) => ({ claims, quantity, gross, payable });
