import type { Distribution, Forecast } from '@ringvirkning/contracts-api';
import { localDate, sum, type LocalDate } from '@ringvirkning/kernel';
import { receiptsOf, waterfall, type Course, type Receipt, type Simulation, type Spread, type Terms, type Waterfall } from '@ringvirkning/terms';

const SHOWN_LINES = 200;

/** One course of the contract as everybody reads it: amounts as digit strings. */
export function forecastOf(terms: Terms, course: Course): Forecast {
  const receipts = receiptsOf(course);
  const stack = waterfall(terms, receipts, terms.period.to);
  const names = new Map(terms.outcomes.map(({ code, name }) => [code, name]));
  return {
    gross: String(course.gross),
    payable: String(course.payable),
    excess: course.excess.map(({ step, cap, amount, sentence }) => ({ step, cap, amount: String(amount), ...sentence })),
    payers: byParty(course.payments.map(({ payer, amount }) => ({ party: payer, amount }))),
    payees: byParty(course.payments.map(({ payee, amount }) => ({ party: payee, amount }))),
    years: course.years.map(({ year, gross, payable, payers }) => ({ year, gross: String(gross), payable: String(payable), payers: byParty(payers) })),
    outcomes: course.outcomes.map(({ outcome, followUp, claims, people, quantity, gross, payable }) => ({ outcome, name: names.get(outcome)!, followUp, claims, people, quantity, gross: String(gross), payable: String(payable) })),
    lines: course.lines.slice(0, SHOWN_LINES).map(({ id, year, gross, payable, sentence }) => ({ id, year, gross: String(gross), payable: String(payable), ...sentence })),
    lineCount: course.lines.length,
    unpaid: course.unpaid.map(({ reason, outcome, count, sentence }) => ({ reason, outcome, count, ...sentence })),
    liquidity: liquidityOf(terms.period.from, stack, receipts),
    capital: stack.capital.map((each) => ({ ...each, paidIn: String(each.paidIn), principal: String(each.principal), return: String(each.return), guaranteed: String(each.guaranteed), lost: String(each.lost) })),
    cashFlow: stack.postings.map(({ on, party, kind, amount, from }) => ({ on, party, kind, amount: String(amount), from })),
    surplus: String(stack.surplus),
  };
}

/** Sums up to each day on which money moves, from the first day of the contract. */
export function liquidityOf(from: LocalDate, { postings }: Pick<Waterfall, 'postings'>, receipts: readonly Receipt[]): Forecast['liquidity'] {
  const paid = postings.filter(({ kind }) => kind === 'paid-in');
  const until = (moves: readonly { on: string; amount: bigint }[], day: string): bigint => sum(moves.filter(({ on }) => on <= day).map(({ amount }) => amount));
  const days = [...new Set([from, ...paid.map(({ on }) => on), ...receipts.map(({ on }) => on)])].sort();
  return days.map((on) => {
    const [paidIn, received] = [until(paid, on), until(receipts, on)];
    return { on: localDate(on), paidIn: String(paidIn), received: String(received), balance: String(received - paidIn) };
  });
}

const spread = ({ mean, min, p5, p50, p95, max }: Spread) => ({ mean: String(mean), min: String(min), p5: String(p5), p50: String(p50), p95: String(p95), max: String(max) });

export const distributionOf = ({ runs, gross, payable, years, excess }: Simulation): Distribution => ({
  runs,
  gross: spread(gross),
  payable: spread(payable),
  years: years.map(({ year, payable: inYear }) => ({ year, payable: spread(inYear) })),
  excess: excess.map(({ step, mean }) => ({ step, mean: String(mean) })),
});

/** The most that each payer pays over all courses, and in one budget year of any of them. */
export function worstCaseOf(courses: readonly Course[]) {
  const worst = new Map<string, { amount: bigint; year: number; yearAmount: bigint }>();
  for (const { years } of courses) {
    const totals = new Map<string, bigint>();
    for (const { year, payers } of years) {
      for (const { party, amount } of payers) {
        const before = worst.get(party) ?? { amount: 0n, year, yearAmount: 0n };
        const total = (totals.get(party) ?? 0n) + amount;
        totals.set(party, total);
        worst.set(party, { amount: total > before.amount ? total : before.amount, ...(amount > before.yearAmount ? { year, yearAmount: amount } : { year: before.year, yearAmount: before.yearAmount }) });
      }
    }
  }
  return [...worst].map(([party, { amount, year, yearAmount }]) => ({ party, amount: String(amount), year, yearAmount: String(yearAmount) }));
}

function byParty(amounts: readonly { readonly party: string; readonly amount: bigint }[]) {
  const totals = new Map<string, bigint>();
  for (const { party, amount } of amounts) totals.set(party, (totals.get(party) ?? 0n) + amount);
  return [...totals].map(([party, amount]) => ({ party, amount: String(amount) }));
}
