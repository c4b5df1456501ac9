import { shown } from '@ringvirkning/disclosure';
import type { ProgressRow, StepShare } from '@ringvirkning/outcomes-api';
import type { SampleRow, StepRow } from '../../persistence/progress.store.js';
import type { PublishedProgress } from '../../persistence/published-progress.store.js';
import { shareOf, WITHHELD, type Bands } from './step-share.js';
import { EVERYBODY, finalKey, groupsOf, partsOut, personKey } from './published-cells.js';

const row = (step: StepRow) => ({
  outcome: step.outcome,
  title: step.title,
  followUp: step.follow_up || null,
  payment: step.payment,
  planned: step.planned,
});

/** A step in full. */
export function progressRow(step: StepRow, samples: readonly SampleRow[]): ProgressRow {
  const own = samples.filter(({ outcome, follow_up }) => outcome === step.outcome && follow_up === step.follow_up);
  return {
    ...row(step),
    claimed: step.claimed,
    final: step.final,
    ...shareOf(sumOf(own), false),
    groups: isGrouped(own.map(({ group_code }) => group_code))
      ? own.map((cell) => ({ group: cell.group_code, ...shareOf(cell, false) }))
      : [],
  };
}

const isGrouped = (groups: readonly string[]): boolean => groups.length > 1 || Boolean(groups[0]);

/** A figure that is out; null while it is not, nought when there is nobody. */
export const publishedCount = ({ out, pending }: PublishedProgress, key: string): number | null =>
  shown(out, key) ?? (pending.has(key) ? null : 0);

/** How many final claims are out; null while none is, nought when there is none. */
function publishedFinal({ out, pending }: PublishedProgress, step: StepRow): number | null {
  const parts = partsOut(out, step);
  return parts.length === 0 && pending.has(finalKey(step)) ? null : parts.reduce((sum, { value }) => sum + value, 0);
}

/** A step as it was published, with both its cells out; and by groups where all of them are. */
export function publishedRow(step: StepRow, published: PublishedProgress): ProgressRow {
  const groups = groupsOf(published, step);
  return {
    ...row(step),
    claimed: null,
    final: publishedFinal(published, step),
    ...publishedSample(published, step, EVERYBODY),
    groups: isGrouped(groups) ? groups.map((group) => ({ group, ...publishedSample(published, step, group) })) : [],
  };
}

/** A step while nothing of it is published. */
export const withheldRow = (step: StepRow): ProgressRow => ({
  ...row(step),
  claimed: null,
  final: null,
  ...WITHHELD,
  groups: [],
});

function publishedSample(published: PublishedProgress, step: StepRow, group: string): StepShare {
  const keys = [personKey(step, group, true), personKey(step, group, false)] as const;
  const [reached, not] = [publishedCount(published, keys[0]), publishedCount(published, keys[1])];
  const isMarked = keys.some((key) => published.pending.has(key)) || published.pending.has(finalKey(step));
  return reached === null || not === null
    ? WITHHELD
    : shareOf({ reached, not_reached: not, awaiting: null, not_due: null }, isMarked);
}

const sumOf = (counts: readonly SampleRow[]): Bands =>
  counts.reduce(
    (a, b) => ({
      reached: a.reached + b.reached,
      not_reached: a.not_reached + b.not_reached,
      awaiting: a.awaiting + b.awaiting,
      not_due: a.not_due + b.not_due,
    }),
    { reached: 0, not_reached: 0, awaiting: 0, not_due: 0 },
  );
