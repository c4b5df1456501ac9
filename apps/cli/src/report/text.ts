import { sum } from '@ringvirkning/kernel';
import { remarksOn, remarksOnBasis, withoutPrice, type Forecast, type Waterfall } from '@ringvirkning/terms';
import { moneyText, type PartyAmount, repayersOf, type Step, type Terms } from '@ringvirkning/terms-language';
import type { SimulationResult } from './result.js';
import { bar, range, table } from './table.js';
import { WORDS, type Language } from './words.js';

const MOST_LINES = 30;
const CHART = 32;

/** The result for people: tables and charts in one language. */
export function simulationText(result: SimulationResult, language: Language): string {
  const page = new Page(result, language);
  const parts = [
    page.head(),
    page.payments(),
    page.payees(),
    page.excess(),
    page.lines(),
    page.unpaid(),
    page.liquidity(),
    page.investors(),
    page.worstCases(),
    page.scenarios(),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

class Page {
  private readonly words: (typeof WORDS)[Language];
  private readonly forecast: Forecast;
  private readonly capital: Waterfall | undefined;
  private readonly names: ReadonlyMap<string, string>;

  constructor(
    private readonly result: SimulationResult,
    private readonly language: Language,
  ) {
    this.words = WORDS[language];
    this.forecast = result.simulation.forecast;
    this.names = partyNames(result.terms);
    this.capital = result.terms.capital.length > 0 ? this.forecast.capital : undefined;
  }

  private readonly money = (amount: bigint): string => moneyText(amount, this.result.terms.currency)[this.language];
  private readonly moneyOr = (amount: bigint | null, otherwise: string): string =>
    amount === null ? otherwise : this.money(amount);
  private readonly name = (id: string): string => this.names.get(id) ?? id;
  private titled = (title: string, ...body: string[]): string => [title.toUpperCase(), ...body].join('\n');
  /** `0.051` as per cent, with one decimal. */
  private rate(irr: string | null): string {
    if (irr === null) return this.words.none;
    const text = (Number(irr) * 100).toFixed(1).replace(/^-0\.0$/, '0.0');
    return `${this.language === 'da' ? text.replace('.', ',') : text} %`;
  }
  private multiple(multiple: string | null): string {
    const text = multiple === null ? this.words.none : Number(multiple).toFixed(2);
    return this.language === 'da' ? text.replace('.', ',') : text;
  }

  head(): string {
    const { terms, given } = this.result;
    const { course } = this.forecast;
    const { period, to, computed, plan, facts, terms: termsWord } = this.words;
    return [
      `${terms.title[this.language]} (${terms.ref})`,
      `${period} ${terms.period.from} ${to} ${terms.period.to}. ${computed} ${given ? facts(given.facts) : plan}.`,
      `${termsWord} ${course.termsDigest}`,
      ...(given ? [`Digest ${given.digest}`] : []),
    ].join('\n');
  }

  payments(): string {
    const { years, gross, payable } = this.forecast.course;
    const { words, money } = this;
    const parties = this.among(years.flatMap(({ payers }) => payers));
    const rows = years.map((year) => [
      String(year.year),
      money(year.gross),
      money(year.gross - year.payable),
      money(year.payable),
      ...parties.map((id) => money(amountOf(year.payers, id))),
    ]);
    const total = [
      words.total,
      money(gross),
      money(gross - payable),
      money(payable),
      ...parties.map((id) =>
        money(
          amountOf(
            years.flatMap(({ payers }) => payers),
            id,
          ),
        ),
      ),
    ];
    return this.titled(
      words.payments,
      table([words.year, words.gross, words.notPaid, words.payable, ...parties.map(this.name)], [...rows, total]),
    );
  }

  payees(): string {
    const { course } = this.forecast;
    const { words, money } = this;
    const payments = course.payments.map(({ payee, year, amount }) => ({ party: payee, year, amount }));
    if (payments.length === 0) return '';
    const payees = this.among(payments);
    const rows = course.years.map(({ year }) => [
      String(year),
      ...payees.map((id) =>
        money(
          amountOf(
            payments.filter((payment) => payment.year === year),
            id,
          ),
        ),
      ),
    ]);
    const total = [words.total, ...payees.map((id) => money(amountOf(payments, id)))];
    return this.titled(words.payees, table([words.year, ...payees.map(this.name)], [...rows, total]));
  }
  /** Those of the contract's parties that are among these, in its order. */
  private among = (amounts: readonly PartyAmount[]): string[] =>
    this.result.terms.parties.map(({ id }) => id).filter((id) => amounts.some(({ party }) => party === id));

  excess(): string {
    const { excess } = this.forecast.course;
    if (excess.length === 0) return '';
    const { caps } = this.result.terms;
    const rows = excess.map(({ step, cap, amount }) => [
      this.step(step),
      caps.find((_, i) => cap === `caps[${i}]`)?.name?.[this.language] ?? this.name(cap),
      this.money(amount),
    ]);
    return this.titled(this.words.excess, table([this.words.step, this.words.cap, this.words.amount], rows, [0, 1]));
  }
  private step = (step: Step): string => this.words.steps[step];

  lines(): string {
    const { lines } = this.forecast.course;
    if (lines.length === 0) return '';
    const shown = lines.slice(0, MOST_LINES).map(({ year, sentence }) => `${year}  ${sentence[this.language]}`);
    return this.titled(
      this.words.lines,
      ...shown,
      ...(lines.length > MOST_LINES ? [this.words.more(lines.length - MOST_LINES)] : []),
    );
  }

  unpaid(): string {
    const { unpaid, flags } = this.forecast.course;
    const {
      terms,
      simulation: { basis, gaps },
    } = this.result;
    const name = (code: string): string =>
      [...terms.outcomes, ...terms.measures].find((each) => each.code === code)?.name[this.language] ?? code;
    const reasons = [
      ...[...unpaid, ...withoutPrice(terms, this.forecast.course)].map(
        ({ outcome, sentence }) => `${name(outcome)}: ${sentence[this.language]}`,
      ),
    ];
    const notes = [
      ...flags.map(({ sentence }) => sentence[this.language]),
      ...[...gaps, ...remarksOnBasis(basis), ...remarksOn(terms)].map((remark) => remark[this.language]),
    ];
    return [
      ...(reasons.length > 0 ? [this.titled(this.words.unpaid, ...reasons)] : []),
      ...(notes.length > 0 ? [this.titled(this.words.flags, ...notes)] : []),
    ].join('\n\n');
  }

  /** With capital the curve of the investors' purse, without it what has been paid so far. */
  liquidity(): string {
    const { liquidityYears } = this.forecast;
    const { words, money, capital } = this;
    const curve = liquidityYears.map((year) => (capital ? year.position : year.payableSoFar));
    const [least, most] = [curve.reduce((a, b) => (a < b ? a : b), 0n), curve.reduce((a, b) => (a > b ? a : b), 0n)];
    const rows = liquidityYears.map((year, i) => [
      String(year.year),
      money(year.payable),
      money(year.payableSoFar),
      ...(capital ? [money(year.paidIn), money(year.paidBack), money(year.position)] : []),
      bar(curve[i]!, least, most, CHART),
    ]);
    const header = [
      words.year,
      words.payable,
      words.payableSoFar,
      ...(capital ? [words.paidIn, words.paidBack, words.position] : []),
      '',
    ];
    return this.titled(words.liquidity, table(header, rows, [0, header.length - 1]));
  }

  investors(): string {
    const { words, money, capital } = this;
    if (!capital) return '';
    const rows = capital.capital.map((each) => [
      this.name(each.party),
      words.kinds[each.kind],
      money(each.paidIn),
      money(each.principal),
      money(each.return),
      money(each.guaranteed),
      money(each.lost),
      this.multiple(each.multiple),
      this.rate(each.irr),
    ]);
    const header = [
      words.party,
      words.kind,
      words.paidIn,
      words.principal,
      words.return,
      words.guaranteed,
      words.lost,
      words.multiple,
      words.irr,
    ];
    const guarantees = capital.guarantees.map(({ party, called, amount }) =>
      words.guarantee(this.name(party), money(called), money(amount)),
    );
    const { terms } = this.result;
    const yearly = terms.capital.some(({ yearlyReturn, coupon }) => yearlyReturn !== undefined || coupon !== undefined);
    const { parties, passedOn } = repayersOf(terms);
    const repaid = (passedOn ? words.passedOn : words.repaidBy)(
      new Intl.ListFormat(this.language).format(parties.map(this.name)),
    );
    return this.titled(
      words.investors,
      table(header, rows, [0, 1]),
      ...(yearly ? [words.returns] : []),
      ...capital.capital.flatMap(({ party, irrRemark }) =>
        irrRemark ? [`${this.name(party)}: ${irrRemark[this.language]}`] : [],
      ),
      repaid,
      ...guarantees,
      ...(capital.surplus > 0n ? [words.surplus(money(capital.surplus))] : []),
    );
  }

  worstCases(): string {
    const { words } = this;
    const rows = this.result.simulation.worstCases.map(({ party, allAchieved, ceiling, atRisk }) => [
      this.name(party),
      this.money(allAchieved),
      this.moneyOr(ceiling, words.unlimited),
      this.money(atRisk),
    ]);
    return this.titled(words.worst, table([words.party, words.allAchieved, words.ceiling, words.atRisk], rows));
  }

  scenarios(): string {
    const { words, money } = this;
    const { simulation, runs } = this.result;
    const scenarios = simulation.scenarios.map(({ success, forecast, distribution }) => ({
      success,
      expected: forecast.course.payable,
      ...distribution!,
    }));
    if (scenarios.length === 0) return words.noScenarios;
    const most = scenarios.reduce((highest, { payable }) => (payable.p95 > highest ? payable.p95 : highest), 0n);
    const rows = scenarios.map(({ success, expected, payable: { p5, p50, p95, mean } }) => [
      `${success} %`,
      money(expected),
      money(mean),
      money(p5),
      money(p50),
      money(p95),
      range(p5, p50, p95, most, CHART),
    ]);
    const rates = scenarios.flatMap(({ success, investors }) =>
      investors.map(({ party, irr, multiple }) => [
        `${success} %`,
        this.name(party),
        [irr.p5, irr.p50, irr.p95].map((each) => this.rate(each)).join(' / '),
        [multiple.p5, multiple.p50, multiple.p95].map((each) => this.multiple(each)).join(' / '),
      ]),
    );
    return this.titled(
      words.scenarios(runs, simulation.seed),
      table([words.success, words.exactly, words.mean, 'p5', 'p50', 'p95', words.payable], rows, [0, 6]),
      words.percentiles,
      ...(rates.length > 0
        ? [
            '',
            table([words.success, words.party, words.irrs, `${words.multiple} p5 / p50 / p95`], rates, [0, 1]),
            words.ownRank,
          ]
        : []),
    );
  }
}

const amountOf = (amounts: readonly PartyAmount[], id: string): bigint =>
  sum(amounts.filter(({ party }) => party === id).map(({ amount }) => amount));

/** Names of the parties by id; with the id where two have the same name. */
function partyNames({ parties }: Pick<Terms, 'parties'>): Map<string, string> {
  return new Map(
    parties.map(({ id, name }) => [
      id,
      parties.filter((party) => party.name === name).length > 1 ? `${name} (${id})` : name,
    ]),
  );
}
