import type {
  Appropriation,
  AppropriationRequest,
  BudgetDecision,
  BudgetFinancing,
  RiskDecision,
} from '@ringvirkning/contracts-api';
import type { Appropriation as Entry, Financing, RiskDecision as Risk } from '@ringvirkning/contracts-domain';
import { parseMinor, type Currency } from '@ringvirkning/kernel';

/** Digits alone: how they are parted is for reading. */
const digits = (account: string | undefined): string | undefined => account?.replaceAll(/[ .-]/g, '');

export const entryOf = ({
  amount,
  account,
  financing,
  ...request
}: AppropriationRequest): Omit<Entry, 'id' | 'by' | 'at'> => ({
  ...request,
  amount: parseMinor(amount),
  account: digits(account),
  financing: financing?.map((each): Financing => ({
    ...each,
    account: digits(each.account),
    amount: parseMinor(each.amount),
  })),
});

export const presentAppropriation = (
  { amount, financing, kind = 'original', area, decision, ...entry }: Entry,
  currency: Currency,
): Appropriation => ({
  ...entry,
  ...{ kind, currency, amount: amount.toString() },
  area,
  decision: decision as BudgetDecision | undefined,
  financing: financing?.map((each): BudgetFinancing => ({ ...each, amount: each.amount.toString() })),
});

export const presentRiskDecision = ({ uncovered, ...risk }: Risk, currency: Currency): RiskDecision => ({
  ...risk,
  ...{ currency, uncovered: uncovered.toString() },
});
