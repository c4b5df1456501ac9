import type { Distribution, Forecast, Simulation } from '@ringvirkning/contracts-api';
import type * as Engine from '@ringvirkning/terms';
import { withoutPrice } from '@ringvirkning/terms';
import { type PartyAmount, repayersOf, type Terms } from '@ringvirkning/terms-language';

const SHOWN_LINES = 200;

/** One course of the contract as everybody reads it: amounts as digit strings. */
export function forecastOf(terms: Terms, { course, capital, liquidity, achieved }: Engine.Forecast): Forecast {
  const repayers = repayersOf(terms);
  const names = new Map([...terms.outcomes, ...terms.measures].map(({ code, name }) => [code, name]));
  return {
    gross: String(course.gross),
    payable: String(course.payable),
    excess: course.excess.map(({ step, cap, amount, sentence }) => ({
      step,
      cap,
      amount: String(amount),
      ...sentence,
    })),
    payers: byParty(course.payments.map(({ payer, amount }) => ({ party: payer, amount }))),
    payees: byParty(course.payments.map(({ payee, amount }) => ({ party: payee, amount }))),
    years: course.years.map(({ year, gross, payable, payers }) => ({
      year,
      gross: String(gross),
      payable: String(payable),
      payers: byParty(payers),
      payees: byParty(
        course.payments.filter((each) => each.year === year).map(({ payee, amount }) => ({ party: payee, amount })),
      ),
    })),
    outcomes: course.outcomes.map(({ outcome, followUp, period, claims, people, quantity, gross, payable }) => ({
      outcome,
      name: names.get(outcome)!,
      followUp,
      period,
      claims,
      people,
      quantity,
      gross: String(gross),
      payable: String(payable),
    })),
    payments: paymentsOf(course.lines),
    lines: course.lines.slice(0, SHOWN_LINES).map(({ id, year, gross, payable, sentence }) => ({
      id,
      year,
      gross: String(gross),
      payable: String(payable),
      ...sentence,
    })),
    lineCount: course.lines.length,
    unpaid: [...course.unpaid, ...withoutPrice(terms, course)].map(({ reason, outcome, count, sentence }) => ({
      reason,
      outcome,
      name: names.get(outcome) ?? { da: outcome, en: outcome },
      count,
      ...sentence,
    })),
    liquidity: liquidity.map(({ on, paidIn, received, paidBack, position }) => ({
      on,
      paidIn: String(paidIn),
      received: String(received),
      paidBack: String(paidBack),
      position: String(position),
    })),
    capital: capital.capital.map(providerOf),
    cashFlow: capital.postings.map((posting) => ({ ...posting, amount: String(posting.amount) })),
    surplus: String(capital.surplus),
    repaidBy: { parties: [...repayers.parties], passedOn: repayers.passedOn },
    achieved: [...achieved],
  };
}

const providerOf = ({
  party,
  kind,
  multiple,
  irr,
  irrRemark,
  ...amounts
}: Engine.CapitalResult): Forecast['capital'][number] => ({
  party,
  kind,
  multiple,
  irr,
  ...(irrRemark ? { irrRemark } : {}),
  paidIn: String(amounts.paidIn),
  principal: String(amounts.principal),
  return: String(amounts.return),
  guaranteed: String(amounts.guaranteed),
  lost: String(amounts.lost),
});

const spread = ({ mean, min, p5, p50, p95, max }: Engine.Spread) => ({
  mean: String(mean),
  min: String(min),
  p5: String(p5),
  p50: String(p50),
  p95: String(p95),
  max: String(max),
});

export const distributionOf = ({
  runs,
  gross,
  payable,
  years,
  excess,
  investors,
}: Engine.Distribution): Distribution => ({
  runs,
  gross: spread(gross),
  payable: spread(payable),
  years: years.map(({ year, payable: inYear }) => ({ year, payable: spread(inYear) })),
  excess: excess.map(({ step, mean }) => ({ step, mean: String(mean) })),
  investors: [...investors],
});

export const worstCaseOf = ({
  party,
  allAchieved,
  highest,
  dearestYear,
  ceiling,
  atRisk,
}: Engine.WorstCase): Simulation['worstCase'][number] => ({
  party,
  amount: String(highest),
  allAchieved: String(allAchieved),
  year: dearestYear?.year ?? null,
  yearAmount: String(dearestYear?.amount ?? 0n),
  ceiling: ceiling === null ? null : String(ceiling),
  atRisk: String(atRisk),
});

function paymentsOf(lines: Engine.Forecast['course']['lines']): Forecast['payments'] {
  const ofOutcomeAndYear = [...Map.groupBy(lines, ({ outcome, year }) => `${outcome} ${year}`).values()];
  return ofOutcomeAndYear.flatMap((of) =>
    byParty(of.flatMap(({ payers }) => payers)).map((each) => ({
      outcome: of[0]!.outcome,
      year: of[0]!.year,
      ...each,
    })),
  );
}

function byParty(amounts: readonly PartyAmount[]) {
  const totals = new Map<string, bigint>();
  for (const { party, amount } of amounts) totals.set(party, (totals.get(party) ?? 0n) + amount);
  return [...totals].map(([party, amount]) => ({ party, amount: String(amount) }));
}
