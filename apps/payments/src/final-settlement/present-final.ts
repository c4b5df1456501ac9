import { asJson, dateInDenmark } from '@ringvirkning/kernel';
import type { FinalFigures, FinalSettlement } from '@ringvirkning/payments-api';
import {
  accountDigest,
  finalStatus,
  finalToAuthorise,
  lastFinal,
  remainingOf,
  unspentOf,
  type FinalAccount,
  type FinalStep,
} from '@ringvirkning/payments-domain';
import type { Terms } from '@ringvirkning/terms-language';
import type { LoadedFinal } from './final-accounts.js';

export const settledOn = ({ signature: { at } }: FinalStep) => dateInDenmark(at);

/** @param isOutside Whether the reader is told of the books what is published, and nothing beside it (ADR 21). */
export function presentFinal(book: LoadedFinal, isOutside: boolean): FinalSettlement {
  const { account, steps, ref, terms } = book;
  const [status, settled] = [finalStatus(book), lastFinal(steps)];
  const shown = status === 'settled' ? settled! : undefined;
  const certified = shown
    ? steps.findLast(({ type, no }) => type === 'certified' && no === shown.no)
    : finalToAuthorise(book);
  const earlier = steps.filter((step) => step.type === 'authorised' && step !== shown);
  return {
    ...{ contractId: account.contractId, contractRef: ref, status },
    reasons: status === 'settled' || isOutside ? [] : [...book.reasons],
    returned: status === 'settled' || isOutside ? 0 : book.returned,
    settledOn: settled ? settledOn(settled) : null,
    figures: isOutside ? null : figuresOf(shown?.account ?? account, terms),
    digest: isOutside ? null : (shown?.digest ?? accountDigest(account)),
    certified: isOutside ? null : (certified?.signature ?? null),
    authorised: isOutside ? null : (shown?.signature ?? null),
    earlier: isOutside ? [] : earlier.map((step) => ({ no: step.no, settledOn: settledOn(step), digest: step.digest })),
  };
}

function figuresOf(account: FinalAccount, { parties }: Terms): FinalFigures {
  const name = (party: string): string => parties.find(({ id }) => id === party)?.name ?? party;
  const { currency, lastDay, upto } = account;
  return {
    ...{ currency, lastDay, upto },
    payments: account.payments.map((each) => ({
      ...asJson(each),
      ...{ payerName: name(each.payer), payeeName: name(each.payee) },
      remaining: asJson(remainingOf(each)),
    })),
    capital: account.capital.map((each) => ({ ...asJson(each), partyName: name(each.party) })),
    years: account.years.map((each) => ({
      ...asJson(each),
      ...{ payerName: name(each.payer), unspent: String(unspentOf(each)) },
    })),
  };
}
