import { add, type CalendarPeriod, type Fact, ONE, type Rational, toDecimal, ZERO } from '@ringvirkning/terms-language';
import { priceOn, type Plan, type PricePeriod } from '../plan.js';
import type { Priced } from './pricing.js';
import { NONE, type Intake } from './intake.js';
import type { Prepared } from './prepare.js';
import type { Rows } from './rows.js';

/** A line while rows are added to it. */
export interface LineSum {
  /** Number of the version that its rows are paid by. */
  readonly version: number;
  readonly outcome: number;
  readonly followUp: number;
  readonly cohort: number;
  readonly group: number;
  readonly year: number;
  /** The price by which it is priced; undefined for a guaranteed floor. */
  readonly period: PricePeriod | undefined;
  readonly calendar: CalendarPeriod | undefined;
  readonly payer: string | undefined;
  /** What the line is when it is not an outcome's: a guaranteed floor. */
  readonly floor: number | undefined;
  claims: number;
  /** The people of outcomes that can be claimed repeatedly; otherwise every claim is another person. */
  readonly people: Set<number> | undefined;
  /** Quantity of the claims that are exactly one, and of the others. */
  ones: number;
  quantity: Rational;
  measured: { readonly people: number; readonly reached: number } | undefined;
  each: bigint | undefined | 'mixed';
  gross: bigint;
  withheld: bigint;
  /** The price of the last rows, and of how many of them it is not yet added: flat prices are one object, and a million additions are not. */
  price: Priced;
  repeated: number;
  /** Cut by each cap. */
  readonly cut: bigint[];
  /** Its number, by which its facts are found. */
  readonly number: number;
}

/** Which facts a line counts: a number each, and texts only when somebody asks, for a contract may have a million of them. */
export class LineFacts {
  private readonly lineOf: Int32Array;
  private ids: string[][] | undefined;

  constructor(private readonly facts: readonly Fact[]) {
    this.lineOf = new Int32Array(facts.length).fill(NONE);
  }

  add(line: number, fact: number): void {
    this.lineOf[fact] = line;
  }

  /** Ids of a line's facts, in canonical order. */
  of(line: number): readonly string[] {
    return (this.ids ??= this.byLine())[line] ?? [];
  }

  private byLine(): string[][] {
    const ids: string[][] = [];
    this.lineOf.forEach((line, fact) => {
      if (line !== NONE) (ids[line] ??= []).push(this.facts[fact]!.id);
    });
    return ids;
  }
}

/** Adds priced rows, in order, to their lines, after each has gone through every cap. A line is of one version. */
export function sumLines({ plans, intake, rows, orders, priced, caps }: Omit<Prepared, 'unpaid'>): {
  sums: LineSum[];
  facts: LineFacts;
} {
  const sums: LineSum[] = [];
  const facts = new LineFacts(intake.facts);
  for (const [version, { plan }] of plans.all.entries()) {
    const lines = new Map<string | number, LineSum>();
    const order = orders[version]!;
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!;
      const price = priced[row];
      if (price === undefined) continue;
      const payer = plan.byParticipantPayer ? payerOf(plan, intake, rows.fact(row)) : undefined;
      const key = keyOf(plan, rows, row, payer);
      let line = lines.get(key);
      if (!line) {
        const more = { payer, version, number: sums.length, caps: caps.placed(version).length };
        lines.set(key, (line = newLine(plan, rows, row, more)));
        sums.push(line);
      }
      addRow(line, rows, row, price);
      if (rows.fact(row) >= 0) facts.add(line.number, rows.fact(row));
      caps.pass(version, row, price.amount - price.withheld, line.cut);
    }
  }
  for (const line of sums) addRepeated(line);
  return { sums, facts };
}

function addRow(line: LineSum, rows: Rows, row: number, price: Priced): void {
  const fact = rows.fact(row);
  if (line.price !== price) {
    addRepeated(line);
    line.price = price;
    if (fact >= 0) line.each = line.each === undefined || line.each === price.amount ? price.amount : 'mixed';
  }
  line.repeated++;
  if (rows.quantity(row) === ONE) line.ones++;
  else line.quantity = add(line.quantity, rows.quantity(row));
  if (fact < 0) {
    line.measured = rows.measured(row);
    return;
  }
  line.claims++;
  line.people?.add(rows.person(row));
}

function addRepeated(line: LineSum): void {
  const times = BigInt(line.repeated);
  line.gross += times * line.price.amount;
  line.withheld += times * line.price.withheld;
  line.repeated = 0;
}

const NOTHING: Priced = { amount: 0n, withheld: 0n };

/** The price by which a row is priced; undefined for a guaranteed floor. */
const periodOf = (plan: Plan, rows: Rows, row: number): PricePeriod | undefined =>
  rows.floor(row) === undefined ? priceOn(plan.outcomes[rows.outcome(row)]!, rows.day(row)) : undefined;

/** What rows of one line have in common: nearly always a number, for it is asked of each of a million rows. */
function keyOf(plan: Plan, rows: Rows, row: number, payer: string | undefined): string | number {
  const number =
    (((rows.outcome(row) * (plan.followUps.size + 1) + rows.followUp(row) + 1) * (plan.cohorts.size + 1) +
      rows.cohort(row) +
      1) *
      (plan.groups.size + 1) +
      rows.group(row) +
      1) *
      10_000 +
    rows.year(row);
  const [floor, from, calendar] = [rows.floor(row), periodOf(plan, rows, row)?.on, rows.period(row)];
  const isPlain = payer === undefined && floor === undefined && from === undefined && calendar === undefined;
  return isPlain ? number : `${number}/${payer ?? ''}/${floor ?? ''}/${from ?? ''}/${calendar?.code ?? ''}`;
}

function newLine(
  plan: Plan,
  rows: Rows,
  row: number,
  { payer, version, number, caps }: Pick<LineSum, 'payer' | 'version' | 'number'> & { readonly caps: number },
): LineSum {
  return {
    version,
    outcome: rows.outcome(row),
    followUp: rows.followUp(row),
    cohort: rows.cohort(row),
    group: rows.group(row),
    year: rows.year(row),
    period: periodOf(plan, rows, row),
    calendar: rows.period(row),
    payer,
    floor: rows.floor(row),
    claims: 0,
    people: plan.outcomes[rows.outcome(row)]!.repeatable ? new Set() : undefined,
    ones: 0,
    quantity: ZERO,
    measured: undefined,
    each: undefined,
    gross: 0n,
    withheld: 0n,
    price: NOTHING,
    repeated: 0,
    cut: new Array<bigint>(caps).fill(0n),
    number,
  };
}

/** The party that pays for the person of a fact, by party id or municipality code; `''` when nobody is known to. */
function payerOf(plan: Plan, intake: Intake, fact: number): string {
  const named = fact >= 0 ? intake.facts[fact]!.payer : undefined;
  return (named !== undefined ? plan.payerByName.get(named) : undefined) ?? plan.terms.payers.otherwise ?? '';
}

/** The stable name of a line. */
export function lineId(plan: Plan, line: LineSum): string {
  const { terms } = plan;
  const name = (names: readonly { code: string }[], index: number): string => names[index]?.code ?? '-';
  const outcome = line.floor === undefined ? terms.outcomes[line.outcome]!.code : `floor-${line.floor}`;
  return [
    line.year,
    outcome,
    name(terms.followUps, line.followUp),
    name(terms.cohorts, line.cohort),
    name(terms.groups, line.group),
    ...(line.payer === undefined ? [] : [line.payer || '-']),
    ...(line.calendar === undefined ? [] : [line.calendar.code]),
    ...(line.period?.on === undefined ? [] : [`from-${line.period.on}`]),
    // Lines of the first version are called as they always were.
    ...(line.version === 0 ? [] : [`amended-${terms.amends!.from}`]),
  ].join('/');
}

/** The sum of the quantities; for a cohort its measured value. */
export const quantityText = (line: LineSum): string => toDecimal(add(line.quantity, { n: BigInt(line.ones), d: 1n }));
