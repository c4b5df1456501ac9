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

/** What was tried, under the name that somebody gave it. */
export interface Saved {
  readonly name: string;
  readonly change: Change;
}

export const TODAY: Change = { from: '', to: '', lawAsOf: '', shared: '', municipality: 50, outcomes: 100 };

/** More columns cannot be compared side by side. */
export const MOST_SAVED = 4;

export const requestOf = ({ from, to, lawAsOf, shared, municipality, outcomes }: Change): WhatIfRequest => ({
  moved: from && to ? { [from]: to } : {},
  ...(lawAsOf ? { lawAsOf: lawAsOf as NonNullable<WhatIfRequest['lawAsOf']> } : {}),
  ...(shared ? { split: { anchor: shared, municipality } } : {}),
  outcomes,
});

/** A name stands once: what is kept under it again takes its place. */
export const withSaved = (all: readonly Saved[], one: Saved): Saved[] =>
  [...all.filter(({ name }) => name !== one.name), one].slice(-MOST_SAVED);

const isChange = (kept: unknown): kept is Change =>
  typeof kept === 'object' &&
  kept !== null &&
  Object.entries(TODAY).every(([key, value]) => typeof (kept as Record<string, unknown>)[key] === typeof value);

/** Whether what a window has kept can still be read. */
export const areSaved = (kept: unknown): kept is Saved[] =>
  Array.isArray(kept) &&
  kept.every(
    (one: unknown) =>
      typeof one === 'object' &&
      one !== null &&
      'name' in one &&
      typeof one.name === 'string' &&
      'change' in one &&
      isChange(one.change),
  );
