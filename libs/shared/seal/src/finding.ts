/**
 * What does not agree. `changed`, `missing` and `inserted` are rows against the log; the `log-…` are the log against its checkpoints:
 * `log-changed` leaves that do not lead to a signed root, `log-forged` a checkpoint that the service did not sign, `log-cut` less than was signed
 * before; `books` are entries, lines and batches of the ledger against each other.
 */
export const FINDING_CODES = [
  'changed',
  'missing',
  'inserted',
  'log-changed',
  'log-forged',
  'log-cut',
  'books',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export interface Finding {
  readonly code: FindingCode;
  readonly source: string;
  readonly count: number;
  /** The first one, as people find it in the table; null where it has no name. */
  readonly first: string | null;
}
