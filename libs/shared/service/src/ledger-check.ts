/** What the ledger says of itself: `ok` when every entry balances and every digest fits. Other members are shown as they are. */
export interface LedgerReport {
  readonly ok: boolean;
  readonly [detail: string]: unknown;
}
/** A service with a ledger provides this; the operations page shows its answer. */
export interface LedgerCheck {
  check(): Promise<LedgerReport>;
}
export const LEDGER_CHECK = Symbol('LedgerCheck');
