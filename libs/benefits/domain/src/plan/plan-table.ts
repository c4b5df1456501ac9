import { multiplyRounded, sum, type ErrorDetail } from '@ringvirkning/kernel';
import { isFault, readNumber } from '@ringvirkning/reading';
import { headOf, type Head } from './plan-head.js';
import { cellName, faultAt, type Faults, type TableRow } from './plan-faults.js';
import { POSTS, purseOf, postOf, PURSES, WORDS, type Post, type PlanPurse } from './plan-words.js';

/** What a plan expects of one purse in one year, in øre: costs of the effort are negative, gains positive, as in SØM. */
export interface PlanLine {
  readonly treasury: Exclude<PlanPurse, 'all'>;
  readonly year: number;
  readonly cost: bigint;
  readonly gain: bigint;
}

/** A filled result table of Den Socialøkonomiske Investeringsmodel (SØM): budget-economic, in kroner of one price level. */
export interface PlanTable {
  /** The SØM version that the table names. */
  readonly version: string;
  readonly priceLevelYear: number;
  readonly lines: readonly PlanLine[];
}

export type ReadPlan =
  { readonly ok: true; readonly plan: PlanTable } | { readonly ok: false; readonly errors: readonly ErrorDetail[] };

/** One row of figures, in hundredths of a krone, with the place it stands. */
interface Figures {
  readonly row: TableRow;
  readonly purse: PlanPurse;
  readonly post: Post;
  readonly years: readonly bigint[];
  readonly total: bigint;
}

/** A plan that nowhere reaches so much a year is written in thousands or millions. */
const LEAST = 100_000n;

/**
 * Reads a SØM result table as rows of cells: lines that name version, unit and price level, a header with the years and the sum, and costs, consequences and net per
 * purse. Everything that is wrong is told at once, each with its cell; nothing is guessed.
 * @param version the SØM version the sender says it is; a table of another one is refused
 */
export function readPlan(rows: readonly TableRow[], version: string): ReadPlan {
  const faults: Faults = [];
  const head = headOf(rows, version, faults);
  if (!head) return { ok: false, errors: faults };
  const figures = rows.slice(head.below).flatMap((row) => figuresOf(row, head, faults) ?? []);
  if (faults.length === 0) checkWhole(figures, head, faults);
  if (faults.length === 0) checkSums(figures, head, faults);
  if (faults.length > 0) return { ok: false, errors: faults };
  const { priceLevelYear } = head;
  return { ok: true, plan: { version, priceLevelYear, lines: linesOf(figures, head.years) } };
}

function figuresOf(row: TableRow, head: Head, faults: Faults): Figures | undefined {
  const before = faults.length;
  const [purse, post] = [purseOf(row.cells[0] ?? ''), postOf(row.cells[1] ?? '')];
  if (!purse) faultAt(faults, row, 0, 'plan-purse-unknown', WORDS.purse, { written: row.cells[0] ?? '' });
  if (!post) faultAt(faults, row, 1, 'plan-post-unknown', WORDS.post, { written: row.cells[1] ?? '' });
  for (const [at, cell] of row.cells.entries())
    if (at > head.totalAt && cell !== '') faultAt(faults, row, at, 'plan-beside-header', WORDS.beside);
  const amounts = [...head.years.map((_year, i) => head.firstAt + i), head.totalAt].map((at) =>
    amountIn(row, at, faults),
  );
  if (!purse || !post || faults.length > before) return undefined;
  const known = amounts as bigint[];
  return { row, purse, post, years: known.slice(0, -1), total: known.at(-1)! };
}

/** An amount in øre; SØM's formulas give more decimals, which are rounded to the øre. */
function amountIn(row: TableRow, at: number, faults: Faults): bigint | undefined {
  const written = row.cells[at] ?? '';
  if (written === '') return faultAt(faults, row, at, 'plan-cell-empty', WORDS.empty);
  const number = readNumber(written);
  if (isFault(number)) return faultAt(faults, row, at, `plan-${number.code}`, number);
  const [whole = '', decimals = ''] = number.replace('-', '').split('.');
  const magnitude = BigInt(whole + decimals.padEnd(9, '0'));
  return multiplyRounded(number.startsWith('-') ? -magnitude : magnitude, 1n, 10n ** 7n);
}

/** Each purse has each kind of row once; the sums over all purses may be left out. */
function checkWhole(figures: readonly Figures[], head: Head, faults: Faults): void {
  for (const [i, { row, purse, post }] of figures.entries())
    if (figures.findIndex((other) => other.purse === purse && other.post === post) < i)
      faultAt(faults, row, 0, 'plan-row-twice', WORDS.twice);
  for (const purse of PURSES)
    for (const post of POSTS)
      if (purse !== 'all' && !figures.some((each) => each.purse === purse && each.post === post))
        faultAt(faults, head.row, 0, 'plan-row-missing', WORDS.missing, {
          row: `${WORDS.names[purse]}, ${WORDS.names[post]}`,
        });
  const most = figures.flatMap(({ years }) => years).reduce((a, b) => (abs(a) > abs(b) ? a : b), 0n);
  if (figures.length > 0 && abs(most) < LEAST)
    faultAt(faults, head.row, head.firstAt, 'plan-looks-like-thousands', WORDS.small);
}

const abs = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

/** Sums across years, costs + consequences = net, and purses = all, within what rounding each figure can make. */
function checkSums(figures: readonly Figures[], head: Head, faults: Faults): void {
  const isWhole = figures.every(({ years, total }) => [...years, total].every((amount) => amount % 100n === 0n));
  const within = (parts: number): bigint => (BigInt(parts + 1) * (isWhole ? 100n : 1n)) / 2n;
  const check = (of: Figures, at: number, said: bigint, parts: readonly bigint[]): void => {
    const computed = sum(parts);
    if (abs(said - computed) <= within(parts.length)) return;
    const params = { cell: cellName(of.row, at), said: kroner(said), computed: kroner(computed) };
    faultAt(faults, of.row, at, 'plan-does-not-add-up', WORDS.sum, params);
  };
  const of = (purse: PlanPurse, post: Post) => figures.find((each) => each.purse === purse && each.post === post);
  for (const each of figures) check(each, head.totalAt, each.total, each.years);
  for (const purse of PURSES) {
    const [cost, gain, net] = POSTS.map((post) => of(purse, post));
    if (cost && gain && net)
      net.years.forEach((said, i) => check(net, head.firstAt + i, said, [cost.years[i]!, gain.years[i]!]));
  }
  for (const post of POSTS) {
    const all = of('all', post);
    const parts = PURSES.filter((purse) => purse !== 'all').map((purse) => of(purse, post)!);
    all?.years.forEach((said, i) =>
      check(
        all,
        head.firstAt + i,
        said,
        parts.map(({ years }) => years[i]!),
      ),
    );
  }
}

const kroner = (amount: bigint): string => `${amount < 0n ? '-' : ''}${abs(amount) / 100n}`;

function linesOf(figures: readonly Figures[], years: readonly number[]): PlanLine[] {
  const amount = (purse: PlanPurse, post: Post, at: number): bigint =>
    figures.find((each) => each.purse === purse && each.post === post)!.years[at]!;
  return PURSES.flatMap((treasury) =>
    treasury === 'all'
      ? []
      : years.map((year, at) => ({
          treasury,
          year,
          cost: amount(treasury, 'cost', at),
          gain: amount(treasury, 'gain', at),
        })),
  );
}
