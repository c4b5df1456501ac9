import { hasRole } from './roles.js';
import type { Terms } from './terms.js';

/** Payees named for this payer; if none is, those that apply to every payer. */
export function payeesOf(payees: Terms['payees'], payer: string): Terms['payees'] {
  const own = payees.filter((payee) => payee.from === payer);
  return own.length > 0 ? own : payees.filter((payee) => payee.from === undefined);
}

/** Who repays the capital stack from what they are paid. */
export interface Repayers {
  readonly parties: readonly string[];
  /** No payee is an investor or partner: all payees pass on what they are paid. */
  readonly passedOn: boolean;
}

/** The payees who are investors, or partners (intermediaries); when none of them is, whoever is paid repays the stack from it. */
export function repayersOf(terms: Pick<Terms, 'parties' | 'payees'>): Repayers {
  const payees = [...new Set(terms.payees.map(({ party }) => party))];
  const parties = payees.filter((payee) => hasRole(terms, payee, 'investor') || hasRole(terms, payee, 'partner'));
  return parties.length > 0 ? { parties, passedOn: false } : { parties: payees, passedOn: true };
}
