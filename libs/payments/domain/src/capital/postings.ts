import { yearOf, type Currency } from '@ringvirkning/kernel';
import type { Movement } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { lineBetween, type Account, type Posting, type PostingLine } from '../accounts.js';
import type { StandingFact } from './capital.js';

/** Accounts of capital. Outstanding principal stands by generation: `capital:1` is new money. */
export const CAPITAL_ACCOUNTS = {
  /** Of a provider or guarantor: what they have paid out (credit) and got back (debit). */
  cash: 'capital-cash',
  /** (credit) return that was paid. */
  return: 'capital-return',
  /** Principal that was given up. */
  loss: 'capital-loss',
  /** What guarantors have paid. */
  guarantee: 'capital-guarantee',
  /** Principal that came back and waits for the next instalment, and (credit) that it is the provider's. */
  kept: 'capital-kept',
  keptFor: 'capital-kept-for',
} as const;
export type CapitalAccount = (typeof CAPITAL_ACCOUNTS)[keyof typeof CAPITAL_ACCOUNTS] | `capital:${number}`;

export const capitalKey = (factId: string): string => `capital:${factId}`;
export const capitalReversalKey = (factId: string): string => `capital-withdrawn:${factId}`;

/** What a fact books; its lines say whose capital they are, and who is on the other side of a guarantee. */
export function capitalPosting(
  contractId: string,
  { factId, on, movements }: Pick<StandingFact, 'factId' | 'on' | 'movements'>,
  terms: Pick<Terms, 'parties' | 'currency'>,
): Posting {
  return {
    key: capitalKey(factId),
    kind: 'capital',
    contractId,
    effectiveOn: on,
    source: factId,
    lines: movements.flatMap((movement) => linesOf(movement, terms)),
  };
}

/** A name begins with its party. */
export const providerOf = (capital: string): string => capital.slice(0, capital.indexOf('/'));

function linesOf(movement: Movement, terms: Pick<Terms, 'parties' | 'currency'>): PostingLine[] {
  const { on, capital, amount, generation = 1, from, kind } = movement;
  const provider = providerOf(capital);
  const guarantor = from === undefined ? provider : providerOf(from);
  const line = (account: Account, signed: bigint, party = provider, counterparty = guarantor): PostingLine => {
    const currency: Currency = terms.currency;
    return lineBetween({ account, amount: signed, currency }, { party, counterparty, budgetYear: yearOf(on) }, terms);
  };
  const { cash, return: gain, loss, guarantee, kept, keptFor } = CAPITAL_ACCOUNTS;
  const outstanding: Account = `capital:${generation}`;
  const waits = (signed: bigint) => [line(kept, signed), line(keptFor, -signed)];
  switch (kind) {
    case 'paid-in':
      return [line(outstanding, amount), line(cash, -amount)];
    case 'principal':
      return [line(cash, amount), line(outstanding, -amount)];
    case 'return':
      return [line(cash, amount), line(gain, -amount)];
    case 'kept':
      return waits(amount);
    case 'reinvested':
      return [line(`capital:${generation + 1}`, amount), line(outstanding, -amount), ...waits(-amount)];
    case 'loss':
      return [line(loss, amount), line(outstanding, -amount)];
    case 'guarantee':
      return [
        ...[line(cash, amount), line(outstanding, -amount)],
        ...[line(guarantee, amount, guarantor, provider), line(cash, -amount, guarantor, provider)],
      ];
  }
}
