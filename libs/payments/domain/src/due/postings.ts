import type { Currency, LocalDate } from '@ringvirkning/kernel';
import { ACCOUNTS, lineBetween, type Account, type Posting } from '../accounts.js';
import type { Parties } from '../run.js';
import type { DueAmount } from './claim.js';

interface Booked {
  readonly id: string;
  readonly contractId: string;
  readonly cutOff: LocalDate;
  readonly currency: Currency;
  readonly amounts: readonly DueAmount[];
  readonly terms: Parties;
}

const moved = (
  { id, contractId, cutOff, currency, amounts, terms }: Booked,
  kind: 'due' | 'answer',
  [to, from]: readonly [Account, Account],
): Posting => ({
  key: `${kind}:${id}`,
  kind,
  contractId,
  effectiveOn: cutOff,
  source: id,
  lines: amounts.flatMap(({ payer, payee, budgetYear, amount }) => {
    const sides = { party: payer, counterparty: payee, budgetYear };
    return [
      lineBetween({ account: to, amount, currency }, sides, terms),
      lineBetween({ account: from, amount: -amount, currency }, sides, terms),
    ];
  }),
});

/** In the partner's books: an authorised claim is its cost, and its debt to the payee. */
export const duePosting = (booked: Booked): Posting => moved(booked, 'due', [ACCOUNTS.cost, ACCOUNTS.liability]);

/** In the home's books: what the partner has authorised is its cost, and no longer due from it. */
export const answerPosting = (booked: Booked): Posting =>
  moved(booked, 'answer', [ACCOUNTS.cost, ACCOUNTS.dueFromPartner]);
