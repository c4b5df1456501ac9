import { dateInDenmark, yearOf } from '@ringvirkning/kernel';
import type { Appropriation, Contract, ContractFact, WorstCase } from '../contract.js';
import * as errors from '../errors.js';
import { appropriatedIn } from './appropriations.js';
import { mustBeDecided, mustBeLeft, mustConcern, type Standing } from './appropriate.js';
import * as budgetErrors from './errors.js';

type Appropriated = Extract<ContractFact, { type: 'appropriated' }>;

/** A payer's budget year, as far as an appropriation goes; minor units. */
export interface YearUse {
  readonly payer: string;
  readonly budgetYear: number;
  readonly appropriated: bigint;
  readonly spent: bigint;
  /** In runs that are not yet authorised: still to be paid from the year. */
  readonly due: bigint;
  /** Payable by what is verified, and in no run. */
  readonly verified?: bigint | undefined;
}

/** What nobody will spend any more, and what lapses with 31 December unless the council carries it over. Never below zero. */
export const unspent = ({ appropriated, spent, due, verified = 0n }: Omit<YearUse, 'payer' | 'budgetYear'>): bigint => {
  const coming = due + verified;
  const left = appropriated - spent - (coming > 0n ? coming : 0n);
  return left > 0n ? left : 0n;
};

/** A line of a journal; debit is positive. The lines of a journal sum to zero. */
export interface JournalLine {
  readonly budgetYear: number;
  readonly text: { readonly da: string; readonly en: string };
  readonly account: string | undefined;
  readonly amount: bigint;
}

/** A carry-over to be put to the council: what is unspent leaves its year for the next, financed by what was not spent. */
export interface CarryOverDraft {
  readonly payer: string;
  readonly fromYear: number;
  readonly toYear: number;
  readonly amount: bigint;
  readonly journal: readonly JournalLine[];
}

/** What lapses of a year, as a draft; undefined when nothing does. `account`: what the year's money was given on, if known. */
export function carryOverDraft(use: YearUse, account?: string): CarryOverDraft | undefined {
  const amount = unspent(use);
  if (amount === 0n) return undefined;
  const { payer, budgetYear } = use;
  const source = {
    da: `Ikke forbrugt bevilling fra budgetåret ${budgetYear} (likvide aktiver)`,
    en: `Unspent appropriation of the budget year ${budgetYear} (liquid assets)`,
  };
  const next = { budgetYear: budgetYear + 1, account };
  return {
    ...{ payer, fromYear: budgetYear, toYear: budgetYear + 1, amount },
    journal: [
      { ...next, text: { da: 'Tillægsbevilling', en: 'Supplementary appropriation' }, amount },
      { budgetYear: budgetYear + 1, account: undefined, text: source, amount: -amount },
    ],
  };
}

/**
 * What the council carries over: out of one year and into the next, by the same amount, in two entries that name each other. `out` and `into` are entries of the
 * same amount with their ids; the sign is set here. @throws DomainError as `correct`; when the year is not the next; without a decision; when more lapses than is left.
 */
export function carryOver(
  contract: Contract,
  [out, into]: readonly [Appropriation, Appropriation],
  standing: Standing,
  worstCase: WorstCase = () => 0n,
): readonly [Appropriated, Appropriated] {
  const { amount, decision, at, budgetYear, payer } = out;
  mustConcern(contract, out, () => 1n);
  mustConcern(contract, { payer, budgetYear: budgetYear + 1 }, worstCase);
  if (amount <= 0n) throw errors.amountNotPositive();
  if (!decision) throw budgetErrors.notDecided();
  mustBeDecided(decision, at);
  if (budgetYear > yearOf(dateInDenmark(at))) throw budgetErrors.yearNotBegun(budgetYear);
  const taken = { payer, budgetYear, amount: -amount };
  if (appropriatedIn(contract.appropriations, payer, budgetYear) < amount)
    throw budgetErrors.nothingToCarry(budgetYear);
  mustBeLeft(contract, taken, standing);
  const both = { kind: 'carried-over', decision, payer } as const;
  return [
    { type: 'appropriated', appropriation: { ...out, ...both, amount: -amount, counterpart: into.id } },
    {
      type: 'appropriated',
      appropriation: { ...into, ...both, amount, budgetYear: budgetYear + 1, counterpart: out.id },
    },
  ];
}
