import type { Excess, ExplanationLine, Settlement as SettlementView, Unpaid } from '@ringvirkning/payments-api';
import { SMALL, type Settlement } from '@ringvirkning/payments-domain';
import type { Json, Result } from '../persistence/run.store.js';
import { hidesSettlement, type Hidden } from './viewer.js';

type Line = Json<Result>['lines'][number];

export function presentLine(line: Line, hidden: Hidden): ExplanationLine {
  const { id, outcome, followUp = null, cohort = null, group = null, year: budgetYear, price } = line;
  const names = { id, outcome, followUp, cohort, group, budgetYear, rule: price.rule, price: price.each ?? null };
  if (hidden.lines.has(id))
    return {
      ...names,
      claims: null,
      persons: null,
      quantity: null,
      gross: null,
      excess: [],
      payable: null,
      payers: [],
      sentence: null,
    };
  const { claims, people: persons, quantity, gross, payable, sentence } = line;
  return {
    ...names,
    claims,
    persons,
    quantity,
    gross,
    excess: line.excess.map((each) => ({ ...each })),
    payable,
    payers: line.payers.map((payer) => ({ ...payer })),
    sentence,
  };
}

export const presentExcess = (excess: Json<Result>['excess'], hidden: Hidden): Excess[] =>
  hidden.totals ? [] : excess.map((each) => ({ ...each }));

/** Facts that earn nothing; their number is a number of persons too. */
export const presentUnpaid = (unpaid: Json<Result>['unpaid'], aggregatesOnly: boolean): Unpaid[] =>
  unpaid.map(({ reason, outcome, count, sentence }) =>
    aggregatesOnly && count < SMALL
      ? { reason, outcome, count: null, sentence: null }
      : { reason, outcome, count, sentence },
  );

export function presentSettlement(
  { payer, payee, budgetYear, ...figures }: Settlement,
  hidden: Hidden,
): SettlementView {
  if (hidesSettlement(hidden, budgetYear, payer, payee))
    return { payer, payee, budgetYear, payable: null, paidBefore: null, amount: null };
  const { payable, paidBefore, amount } = figures;
  return {
    payer,
    payee,
    budgetYear,
    payable: payable.toString(),
    paidBefore: paidBefore.toString(),
    amount: amount.toString(),
  };
}
