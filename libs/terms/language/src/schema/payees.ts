import { hasRole } from './roles.js';
import type { Terms } from './terms.js';

/** An entry that may be for some outcomes only. */
interface ForOutcomes {
  readonly outcomes?: readonly string[] | undefined;
}

/** The entries for an outcome: those that name it; if none does, those that name none. */
export function namedFor<E extends ForOutcomes>(entries: readonly E[], outcome: string): readonly E[] {
  const own = entries.filter(({ outcomes }) => outcomes?.includes(outcome));
  return own.length > 0 ? own : entries.filter(({ outcomes }) => outcomes === undefined);
}

/** Outcomes by the entries that are for them: the entries of each come in their order, and outcomes with the same ones stand together. */
export function outcomesByEntries<E extends ForOutcomes>(
  entries: readonly E[],
  outcomes: readonly { readonly code: string }[],
): { readonly entries: readonly E[]; readonly outcomes: ReadonlySet<string> }[] {
  const together = Map.groupBy(outcomes, ({ code }) =>
    namedFor(entries, code)
      .map((entry) => entries.indexOf(entry))
      .join(' '),
  );
  return [...together.values()].map((of) => ({
    entries: namedFor(entries, of[0]!.code),
    outcomes: new Set(of.map(({ code }) => code)),
  }));
}

/** Of the payees for an outcome those named for this payer; if none is, those that apply to every payer. */
export function payeesOf(payees: Terms['payees'], payer: string, outcome: string): Terms['payees'] {
  const all = namedFor(payees, outcome);
  const own = all.filter((payee) => payee.from === payer);
  return own.length > 0 ? own : all.filter((payee) => payee.from === undefined);
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
