import { yearOf, type LocalDate } from '@ringvirkning/kernel';

/**
 * An account of the authorised municipal chart of accounts: 16 digits (Budget- og regnskabssystem for kommuner, chapter 2.0). What may stand together is of a
 * budget year; which functions and groupings exist in a year is for the chart itself (Indenrigsministeriet, kontoplanen.dk), which is not kept here.
 */
export interface AccountString {
  readonly budgetYear: number;
  readonly digits: string;
  /** Hovedkonto, 1 digit: 0–6 services and construction, 7–8 finance, 9 the balance sheet. */
  readonly mainAccount: string;
  /** Hovedfunktion, 2 digits, and funktion, 2 digits. */
  readonly mainFunction: string;
  readonly function: string;
  /** Dranst: 1 operation, 2 state refund, 3 construction, 4 interest, 5 balance movements, 6 repayments, 7 financing. */
  readonly kind: string;
  /** Ejerforhold: 1 own, 2 independent or private, 3 other public, 4 (since the 15th round of corrections, 2009) others by its rules. */
  readonly ownership: string;
  /** Omkostningssted, 4 digits, the municipality's own. */
  readonly costCentre: string;
  /** Gruppering, 3 digits, and art, 2 digits. */
  readonly grouping: string;
  readonly type: string;
}

/** What is agreed about a municipality's spending with the state, each by itself: *service*, *overførsler*, *anlæg*. */
export const STEERING_AREAS = ['service', 'transfers', 'construction'] as const;
export type SteeringArea = (typeof STEERING_AREAS)[number];

/** A fault, and the digit it stands at (1–16). */
export interface AccountFault {
  readonly code: 'length' | 'main-account' | 'kind' | 'ownership' | 'not-together';
  readonly digit: number;
}

/** The chart took effect with the financial year 1977; there is none before. */
export const FIRST_BUDGET_YEAR = 1977;

const OWN_KINDS = ['1', '2', '3'];
const FINANCE_KINDS = ['4', '5', '6', '7'];
/** The kinds that stand with each main account: 0–6 operation, refund, construction; 7 and 8 interest, movements, repayments, financing. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(['0', '1', '2', '3', '4', '5', '6'].map((main) => [main, OWN_KINDS])),
  '7': FINANCE_KINDS,
  '8': FINANCE_KINDS,
};

/** The account that sixteen digits name (blanks, dots and hyphens between them are read over), or every fault of them. */
export function readAccountString(
  text: string,
  budgetYear: number,
): { readonly account: AccountString; readonly faults: readonly [] } | { readonly faults: readonly AccountFault[] } {
  const digits = text.replaceAll(/[ .-]/g, '');
  if (!/^\d{16}$/.test(digits)) return { faults: [{ code: 'length', digit: Math.min(digits.length, 16) || 1 }] };
  const part = (from: number, length: number): string => digits.slice(from - 1, from - 1 + length);
  const account: AccountString = {
    ...{ budgetYear, digits },
    ...{ mainAccount: part(1, 1), mainFunction: part(2, 2), function: part(4, 2), kind: part(6, 1) },
    ...{ ownership: part(7, 1), costCentre: part(8, 4), grouping: part(12, 3), type: part(15, 2) },
  };
  const faults = faultsOf(account);
  return faults.length > 0 ? { faults } : { account, faults: [] };
}

function faultsOf({ mainAccount, kind, ownership }: AccountString): AccountFault[] {
  const kinds = KINDS[mainAccount];
  return [
    // The balance sheet is not budgeted.
    ...(kinds ? [] : [{ code: 'main-account', digit: 1 } as const]),
    ...(/[1-7]/.test(kind) ? [] : [{ code: 'kind', digit: 6 } as const]),
    ...(/[1-4]/.test(ownership) ? [] : [{ code: 'ownership', digit: 7 } as const]),
    ...(kinds && /[1-7]/.test(kind) && !kinds.includes(kind) ? [{ code: 'not-together', digit: 6 } as const] : []),
  ];
}

/** Construction is kind 3 and nothing else is; operation and refunds are service or transfers. Finance is of no area. */
export const fitsArea = ({ kind }: Pick<AccountString, 'kind'>, area: SteeringArea): boolean =>
  area === 'construction' ? kind === '3' : kind === '1' || kind === '2';

/** For reading: `0.00.00.0.0.0000.000.00`. */
export const writtenAccount = ({
  mainAccount,
  mainFunction,
  function: of,
  kind,
  ownership,
  costCentre,
  grouping,
  type,
}: AccountString): string => [mainAccount, mainFunction, of, kind, ownership, costCentre, grouping, type].join('.');

/** When a municipality's budget for a year is made (kommunestyrelsesloven §§ 37 and 38), and until when it holds. */
export interface BudgetCalendar {
  readonly budgetYear: number;
  /** The finance committee's proposal is with the council. */
  readonly proposal: LocalDate;
  /** The council's second reading. */
  readonly secondReading: LocalDate;
  readonly from: LocalDate;
  /** Appropriations that are not carried over lapse after this day. */
  readonly lapses: LocalDate;
}

export const budgetCalendar = (budgetYear: number): BudgetCalendar => ({
  budgetYear,
  proposal: `${budgetYear - 1}-09-15` as LocalDate,
  secondReading: `${budgetYear - 1}-10-15` as LocalDate,
  from: `${budgetYear}-01-01` as LocalDate,
  lapses: `${budgetYear}-12-31` as LocalDate,
});

/** The budget that is being made on a day: next year's until its second reading, then the one after. */
export const comingBudget = (today: LocalDate): BudgetCalendar => {
  const next = budgetCalendar(yearOf(today) + 1);
  return today <= next.secondReading ? next : budgetCalendar(next.budgetYear + 1);
};
