import type { Terms } from './terms.js';

/** Payees named for this payer; if none is, those that apply to every payer. */
export function payeesOf(payees: Terms['payees'], payer: string): Terms['payees'] {
  const own = payees.filter((payee) => payee.from === payer);
  return own.length > 0 ? own : payees.filter((payee) => payee.from === undefined);
}
