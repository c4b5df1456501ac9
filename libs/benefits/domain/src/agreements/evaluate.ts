import type { Sentence } from '@ringvirkning/kernel';
import { termOf, type Agreement, type AgreementStep } from './agreement-schema.js';
import { booksOf, type Books, type Counting, type SharedFacts } from './figures.js';
import { contributeStep } from './steps/contribute.js';
import { distributeStep } from './steps/distribute.js';
import { frameChange, type FrameChange } from './steps/frame.js';
import { poolStep } from './steps/pool.js';
import { returnStep } from './steps/return.js';
import { savingsStep } from './steps/shared-savings.js';
import { notNegative, type Outcome, type Year } from './steps/step.js';
import { ended } from './words.js';

/** What one side gives another by a step for a budget year; minor units, negative when it gets back. */
export interface Transfer {
  readonly step: string;
  readonly from: string;
  readonly to: string;
  readonly year: number;
  readonly amount: bigint;
  readonly why: Sentence;
}

export interface Given {
  readonly transfers: readonly Transfer[];
  readonly frames: readonly FrameChange[];
  /** Stated figures that the agreement asks for and nobody has stated. */
  readonly missing: readonly { readonly figure: string; readonly year: number }[];
}

const pair = (step: string, from: string, to: string) => `${step} ${from} ${to}`;

function run(world: Year): Outcome {
  switch (world.step.kind) {
    case 'return':
      return returnStep(world as Year<'return'>);
    case 'pool':
      return poolStep(world as Year<'pool'>);
    case 'distribute':
      return distributeStep(world as Year<'distribute'>);
    case 'shared-savings':
      return savingsStep(world as Year<'shared-savings'>);
    case 'contribute':
      return contributeStep(world as Year<'contribute'>);
    case 'frame':
      return { of: 'year', flows: [] };
  }
}

/** What each side holds of its realised gain before the first step; less what it has paid where the payer's value test applies. */
function holdings({ sides, period, valueTest }: Agreement, books: Books, year: number): Map<string, bigint> {
  return new Map(
    sides.map(({ id }) => {
      const tested = valueTest?.sides.includes(id) === true;
      const to = tested ? Math.min(year, period.from + valueTest.years - 1) : year;
      const gained = books.gained(id, { from: period.from, to });
      return [id, notNegative(tested ? gained - books.cost(id, 'payments', year) : gained)];
    }),
  );
}

/** Takes out of what each side holds what it has given by a step so far. */
function takeOut(
  left: Map<string, bigint>,
  agreement: Agreement,
  step: AgreementStep,
  given: ReadonlyMap<string, { readonly from: string; readonly amount: bigint }>,
): void {
  if (step.kind === 'pool' || step.kind === 'distribute') return;
  for (const { from, amount } of given.values()) {
    const counts = step.kind !== 'contribute' || agreement.valueTest?.sides.includes(from);
    if (counts && amount > 0n) left.set(from, notNegative(left.get(from)! - amount));
  }
}

interface SoFar {
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
}

/** One run of the waterfall, year after year; `given` keeps what each step has given so far. */
class Waterfall {
  readonly transfers: Transfer[] = [];
  readonly missing = new Map<string, { figure: string; year: number }>();
  private readonly given = new Map<string, Map<string, SoFar>>();

  constructor(
    private readonly agreement: Agreement,
    private readonly books: Books,
  ) {}

  year(year: number): void {
    const left = holdings(this.agreement, this.books, year);
    for (const step of this.agreement.steps) {
      const { from, to } = termOf(this.agreement, step);
      if (year >= from && year <= to) this.take(step, year, left);
      takeOut(left, this.agreement, step, this.given.get(step.id) ?? new Map());
    }
  }

  private take(step: AgreementStep, year: number, left: Map<string, bigint>): void {
    const before = this.given.get(step.id) ?? new Map<string, SoFar>();
    const outcome = run({
      agreement: this.agreement,
      step,
      year,
      since: termOf(this.agreement, step).from,
      books: this.books,
      left: (side) => left.get(side) ?? 0n,
      before: (from, to) => before.get(pair(step.id, from, to))?.amount ?? 0n,
      missing: (figure) => this.missing.set(`${figure} ${year}`, { figure, year }),
    });
    for (const [side, amount] of outcome.left ?? []) left.set(side, amount);
    this.given.set(step.id, this.note(step, year, outcome, before));
  }

  /** Writes down what the year adds, and keeps the sum; what a step no longer gives is given back. */
  private note(step: AgreementStep, year: number, { of, flows }: Outcome, before: Map<string, SoFar>) {
    const after = new Map(of === 'year' ? before : []);
    const changes = flows.map((flow) => {
      const key = pair(step.id, flow.from, flow.to);
      const had = before.get(key)?.amount ?? 0n;
      after.set(key, { ...flow, amount: of === 'year' ? had + flow.amount : flow.amount });
      return { ...flow, amount: of === 'year' ? flow.amount : flow.amount - had };
    });
    const gone = [...before]
      .filter(([key]) => !after.has(key))
      .map(([, { from, to, amount }]) => ({
        from,
        to,
        amount: -amount,
        why: { da: 'Der er ikke længere noget at dele.', en: 'There is no longer anything to share.' },
      }));
    for (const { from, to, amount, why } of [...changes, ...gone])
      if (amount !== 0n) this.transfers.push({ step: step.id, from, to, year, amount, why: ended(why) });
    return after;
  }
}

/**
 * What an agreement gives on all figures up to and including a budget year, step by step and year by year. Pure: the same figures give the same transfers.
 * @param through no year after the agreement's period counts.
 */
export function evaluateAgreement(
  agreement: Agreement,
  facts: SharedFacts,
  through: number,
  counting: Counting = 'realised',
): Given {
  const books = booksOf(agreement, facts, counting);
  const last = Math.min(through, agreement.period.to);
  const waterfall = new Waterfall(agreement, books);
  for (let year = agreement.period.from; year <= last; year += 1) waterfall.year(year);
  const frames = agreement.steps.flatMap((step) =>
    step.kind === 'frame' ? (frameChange(agreement, step, books, through) ?? []) : [],
  );
  return {
    transfers: waterfall.transfers,
    frames: frames.map((frame) => ({ ...frame, why: ended(frame.why) })),
    missing: [...waterfall.missing.values()],
  };
}
