import type { Estimate, EstimateRequestSchema } from '@ringvirkning/benefits-api';
import {
  authorityOf,
  payersValue,
  valuate,
  values,
  type Expected,
  type PaidOutcome,
  type Silo,
  type ValuationModel,
} from '@ringvirkning/benefits-domain';
import { sum } from '@ringvirkning/kernel';
import type { z } from 'zod';
import { checkFit, type Purses } from '../purses/contract.js';
import { purse } from './purse.js';
import { planOf, type Payment, type Plan } from './plan-of.js';
import { uncertaintyOf } from './uncertainty-of.js';

export type EstimateAsked = z.output<typeof EstimateRequestSchema>;

/** What one purse pays, and what it gains per budget year. */
export interface Account {
  readonly silo: Silo;
  paid: bigint;
  readonly gains: Map<number, bigint>;
}

/** @throws DomainError `benefits.other-currency`, `benefits.no-municipality`, `benefits.unknown-party` */
export function estimate({ request, model }: { request: EstimateAsked; model: ValuationModel }): Estimate {
  const purses: Purses = { currency: request.currency, parties: request.parties, departments: model.departments };
  checkFit(purses, model);
  const plan = planOf(purses);
  const [payments, expected] = [plan.payments(request.payments), plan.expected(request.achieved)];
  const all = accounts(model, plan, payments, expected);
  return {
    ...present(request, model, all),
    payersValue: valueTest(model, plan, payments, expected),
    ...(request.uncertainty
      ? { uncertainty: uncertaintyOf({ model, plan, payments, expected, accounts: all }, request.uncertainty) }
      : {}),
  };
}

function accounts(
  model: ValuationModel,
  { purseOf, silo }: Plan,
  payments: readonly Payment[],
  expected: readonly Expected[],
): Account[] {
  const bySilo = new Map<string, Account>();
  const of = (key: string): Account => {
    const known = bySilo.get(key) ?? { silo: silo(key), paid: 0n, gains: new Map<number, bigint>() };
    bySilo.set(key, known);
    return known;
  };
  for (const { silo: payer, amount } of payments) of(payer.key).paid += amount;
  for (const each of expected)
    for (const line of valuate(model, each)) {
      const { gains } = of(purseOf(line, each));
      gains.set(line.budgetYear, (gains.get(line.budgetYear) ?? 0n) + line.amount * BigInt(each.count));
    }
  return [...bySilo.values()].sort((a, b) => (a.silo.key < b.silo.key ? -1 : 1));
}

/** Per authority and outcome, of the payments that name their outcome. */
function valueTest(
  model: ValuationModel,
  { purseOf, authority }: Plan,
  payments: readonly Payment[],
  expected: readonly Expected[],
): Estimate['payersValue'] {
  const [names, paid] = [new Map<string, Silo>(), new Map<string, PaidOutcome>()];
  for (const { silo, amount, outcome } of payments) {
    if (outcome === null) continue;
    const payer = authorityOf(silo.key);
    names.set(payer, authority(silo));
    const key = `${payer} ${outcome}`;
    paid.set(key, { payer, outcome, amount: amount + (paid.get(key)?.amount ?? 0n) });
  }
  return payersValue(model, expected, [...paid.values()], purseOf).map(
    ({ payer, outcome, count, amount, gained, isWorth }) => ({
      payer,
      name: names.get(payer)!.name,
      outcome,
      count,
      paid: String(amount),
      gained: String(gained),
      isWorth,
    }),
  );
}

function present(
  { model, currency, achieved }: EstimateAsked,
  document: ValuationModel,
  all: readonly Account[],
): Omit<Estimate, 'payersValue' | 'uncertainty'> {
  const figures = (paid: bigint, gained: bigint) => ({
    paid: String(paid),
    gained: String(gained),
    net: String(gained - paid),
  });
  const gainedBy = ({ gains }: Account): bigint => sum(gains.values());
  const years = [...new Set(all.flatMap(({ gains }) => [...gains.keys()]))].sort((a, b) => a - b);
  const silent = new Map<string, number>();
  for (const { outcome, month, quantity, count } of achieved)
    if (!values(document, { outcome, on: month, quantity })) silent.set(outcome, (silent.get(outcome) ?? 0) + count);
  return {
    model,
    currency,
    priceLevelYear: document.priceLevelYear,
    silos: all.map((account) => ({
      ...purse(account.silo),
      ...figures(account.paid, gainedBy(account)),
    })),
    years: years.map((budgetYear) => ({
      budgetYear,
      gains: all
        .filter(({ gains }) => gains.has(budgetYear))
        .map(({ silo, gains }) => ({ silo: silo.key, amount: String(gains.get(budgetYear)) })),
    })),
    totals: figures(sum(all.map(({ paid }) => paid)), sum(all.map(gainedBy))),
    withoutConsequences: [...silent].map(([outcome, count]) => ({ outcome, count })),
  };
}
