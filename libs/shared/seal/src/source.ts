import type { Tx } from '@ringvirkning/persistence';
import type { Finding } from './finding.js';

/** Rows of one kind that never change once they are there. All SQL is of the service's own files, never a caller's. */
export interface SealedSource {
  /** Unique in the service, and for ever: it is part of what is sealed. */
  readonly name: string;
  /** What follows FROM: a table, with what else belongs to a row. */
  readonly from: string;
  /** Which of these rows: those that are final. */
  readonly where?: string;
  /** Expression that names a row. */
  readonly id: string;
  /**
   * Column of whole numbers with an index that grows with each row, from a sequence: only what is new is looked for. Without one the
   * whole table is looked through each time: for tables that stay small.
   */
  readonly place?: string;
  /** Expressions that are sealed beside the id. */
  readonly content: readonly string[];
  /** Rows that are looked at together, when they are few but large. */
  readonly page?: number;
  /** Rules that rows with places from `from` up to, not including, `to` keep among themselves; without `to`, all that come after. */
  readonly inspect?: (tx: Tx, from: bigint, to?: bigint) => Promise<readonly Finding[]>;
}
