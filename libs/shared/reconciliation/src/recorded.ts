import type { EventType } from '@ringvirkning/message';
import type { Tx } from '@ringvirkning/persistence';
import type { Compared } from './holdings.js';

/**
 * Rows that an event tells of, or that were made from it: what the event says is what they must say. All SQL is of the service's own files, never a caller's.
 * Moments are left out: a fact that is stated again after a restore keeps its meaning, not its moment.
 */
export interface Recorded {
  readonly event: EventType<unknown>;
  /** What follows FROM. */
  readonly from: string;
  /** Which of these rows. */
  readonly where?: string;
  /** Expression of the contract's id. */
  readonly contract: string;
  /** Member of the event's data (of an item, where it has items) → expression with the same JSON value. */
  readonly members: Readonly<Record<string, string>>;
}

/** Two things inside one service that must say the same, where no event passes between them. */
export interface OwnBooks {
  /** A word for people and programs, e.g. `accruals`. */
  readonly kind: string;
  /** In which all its contracts stand, each with an index that begins with its `contract_id`. */
  readonly tables: readonly [string, ...string[]];
  /** Of one contract, or all. */
  compare(tx: Tx, contractId?: string): Promise<Compared>;
}

/** What one service has that others, or its own books, must agree with. */
export interface Reconciled {
  readonly records: readonly Recorded[];
  readonly books?: readonly OwnBooks[];
}
