import { least, minorUnits, splitExactly, sum, type Currency } from '@ringvirkning/kernel';
import { millionths } from '../../decimal.js';
import type { StepOf } from '../agreement-schema.js';
import { moneyWords, sentences } from '../words.js';
import { notNegative, type Flow, type Outcome, type Year } from './step.js';

type Pool = StepOf<'pool'>;
type Line = Pool['lines'][number];

/** The name under which the spending of a line is stated. */
export const spendingOf = (step: Pick<Pool, 'id'>, line: Pick<Line, 'code'>): string => `${step.id}.${line.code}`;

/** What each side contributes in a year. */
export const contributionsIn = ({ contributions }: Pick<Pool, 'contributions'>, year: number) =>
  contributions.findLast(({ from }) => from <= year)?.parts ?? {};

interface Met {
  readonly line: Line;
  readonly over: bigint;
  /** By the risk pool. */
  readonly pooled: bigint;
  /** By each side, within its contribution. */
  readonly parts: ReadonlyMap<string, bigint>;
}

function partsOf(rest: bigint, line: Line, contributed: Record<string, string>, capLeft: Map<string, bigint>) {
  const weights = Object.entries(line.shares ?? contributed).map(([side, value]) => [side, millionths(value)] as const);
  if (rest === 0n || weights.every(([, weight]) => weight === 0n)) return new Map<string, bigint>();
  const split = splitExactly(
    rest,
    weights.map(([, weight]) => weight),
  );
  return new Map(
    weights.map(([side], i) => {
      const part = least(split[i]!, capLeft.get(side) ?? 0n);
      capLeft.set(side, (capLeft.get(side) ?? 0n) - part);
      return [side, part];
    }),
  );
}

/** How the overspend of a year's shared lines is met, in the order of the document. */
function meet(step: Pool, year: number, currency: Currency, riskPool: bigint, spent: (line: Line) => bigint): Met[] {
  const contributed = contributionsIn(step, year);
  const capLeft = new Map(Object.entries(contributed).map(([side, text]) => [side, minorUnits(text, currency)]));
  let left = riskPool;
  return step.lines
    .filter(({ shared }) => shared !== 'none')
    .map((line) => {
      const over = notNegative(spent(line) - minorUnits(line.budget, currency));
      const pooled = least(over, left);
      left -= pooled;
      return { line, over, pooled, parts: partsOf(over - pooled, line, contributed, capLeft) };
    });
}

/**
 * Kind 2: an overspend in a shared line is met by the risk pool, then by shares, each side at most its own contribution of the year; what is left stays with
 * the owner, as does an overspend outside the shared lines. Underspend stays in the fund.
 */
export function poolStep({ step, year, since, books, agreement, missing }: Year<'pool'>): Outcome {
  const { currency } = agreement;
  const spentIn = (of: number) => (line: Line) => {
    const value = books.stated(spendingOf(step, line), of);
    if (value === undefined && of === year) missing(spendingOf(step, line));
    return value === undefined ? 0n : minorUnits(value, currency);
  };
  let riskPool = minorUnits(step.riskPool, currency);
  for (let each = since; each < year; each += 1)
    for (const { pooled } of meet(step, each, currency, riskPool, spentIn(each))) riskPool -= pooled;
  const annual = meet(step, year, currency, riskPool, spentIn(year)).flatMap((met) => flowsOf(step, met, currency));
  const grouped = [...Map.groupBy(annual, ({ from, to }) => `${from} ${to}`).values()];
  return {
    of: 'year',
    flows: grouped.map((flows) => ({
      from: flows[0]!.from,
      to: flows[0]!.to,
      amount: sum(flows.map(({ amount }) => amount)),
      why: sentences(...flows.map(({ why }) => why)),
    })),
  };
}

function flowsOf(step: Pool, { line, over, pooled, parts }: Met, currency: Currency): Flow[] {
  const total = moneyWords(over, currency);
  const flow = (from: string, amount: bigint, da: string, en: string): Flow[] => {
    const part = moneyWords(amount, currency);
    return from === line.owner || amount === 0n
      ? []
      : [
          {
            from,
            to: line.owner,
            amount,
            why: {
              da: `Merforbruget i «${line.code}» er ${total.da}; ${da} ${part.da}`,
              en: `The overspend in «${line.code}» is ${total.en}; ${en} ${part.en}`,
            },
          },
        ];
  };
  return [
    ...flow(step.host, pooled, 'risikopuljen dækker', 'the risk pool meets'),
    ...[...parts].flatMap(([side, part]) => flow(side, part, 'partens andel er', "the side's share is")),
  ];
}
