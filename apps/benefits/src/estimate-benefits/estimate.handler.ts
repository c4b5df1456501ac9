import { Injectable } from '@nestjs/common';
import type { Estimate, EstimateRequestSchema } from '@ringvirkning/benefits-api';
import { siloOfBenefit, valuate, values, type Silo, type ValuationModel } from '@ringvirkning/benefits-domain';
import { sum } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import type { z } from 'zod';
import { checkFit, municipalityFor, siloOf, type Purses } from '../purses/contract.js';
import { ModelStore } from '../persistence/model.store.js';

type Request = z.output<typeof EstimateRequestSchema>;

/** What one purse pays, and what it gains per budget year. */
interface Account {
  readonly silo: Silo;
  paid: bigint;
  readonly gains: Map<number, bigint>;
}

@Injectable()
export class EstimateHandler {
  constructor(
    private readonly db: Database,
    private readonly models: ModelStore,
  ) {}

  /**
   * Values expected outcomes as if they were verified, beside what the payers pay for them. Keeps nothing.
   * @throws DomainError `benefits.unknown-model`, `benefits.other-currency`, `benefits.no-municipality`, `benefits.unknown-party`.
   */
  async execute(request: Request): Promise<Estimate> {
    const { document } = await this.db.read((tx) => this.models.get(tx, request.model));
    const purses: Purses = { currency: request.currency, parties: request.parties, departments: document.departments };
    checkFit(purses, document);
    return present(request, document, accounts(request, document, purses));
  }
}

function accounts({ achieved, payments, parties }: Request, model: ValuationModel, purses: Purses): Account[] {
  const bySilo = new Map<string, Account>();
  const of = (silo: Silo): Account => {
    const known = bySilo.get(silo.key) ?? { silo, paid: 0n, gains: new Map<number, bigint>() };
    bySilo.set(silo.key, known);
    return known;
  };
  for (const { party, amount } of payments) of(siloOf(purses, party)).paid += BigInt(amount);
  for (const { outcome, month, quantity, payer, count } of achieved) {
    const paying =
      parties.find(({ id, municipalityCode }) => payer !== undefined && (id === payer || municipalityCode === payer))
        ?.id ?? null;
    const municipality = municipalityFor(purses, paying)!;
    for (const line of valuate(model, { outcome, on: month, quantity })) {
      const { gains } = of(siloOfBenefit(line, municipality, purses.departments));
      gains.set(line.budgetYear, (gains.get(line.budgetYear) ?? 0n) + line.amount * BigInt(count));
    }
  }
  return [...bySilo.values()].sort((a, b) => (a.silo.key < b.silo.key ? -1 : 1));
}

function present({ model, currency, achieved }: Request, document: ValuationModel, all: readonly Account[]): Estimate {
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
      silo: account.silo.key,
      name: account.silo.name,
      treasury: account.silo.treasury,
      department: account.silo.department,
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
