import type { WhatIfRequest } from '@ringvirkning/benefits-api';

/** What is tried, as the fields hold it; empty texts change nothing. */
export interface Change {
  /** Legal anchors: what falls under one is moved to another. */
  readonly from: string;
  readonly to: string;
  readonly lawAsOf: string;
  /** A legal anchor that is shared plainly, with so many per cent to the municipality. */
  readonly shared: string;
  readonly municipality: number;
  /** Per cent of today's verified outcomes. */
  readonly outcomes: number;
}

export const TODAY: Change = { from: '', to: '', lawAsOf: '', shared: '', municipality: 50, outcomes: 100 };

/** More columns cannot be compared side by side. */
export const MOST_BESIDE = 4;

export const requestOf = ({ from, to, lawAsOf, shared, municipality, outcomes }: Change): WhatIfRequest => ({
  moved: from && to ? { [from]: to } : {},
  ...(lawAsOf ? { lawAsOf: lawAsOf as NonNullable<WhatIfRequest['lawAsOf']> } : {}),
  ...(shared ? { split: { anchor: shared, municipality } } : {}),
  outcomes,
});

/** Which of those that are kept stand beside each other: one more, or one less; the first gives way when there are too many. */
export const toggled = (beside: readonly string[], id: string): readonly string[] =>
  beside.includes(id) ? beside.filter((each) => each !== id) : [...beside, id].slice(-MOST_BESIDE);
