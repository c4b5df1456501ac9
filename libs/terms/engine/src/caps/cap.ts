import { type Cap, STEPS, type Step } from '@ringvirkning/terms-language';
import type { Intake } from '../evaluate/intake.js';
import { moneyStep } from './money.js';
import type { Counting } from './purse.js';
import { quantityStep } from './quantity.js';
import type { Records } from './records.js';

/** A cap, and its position in the document's list. */
export interface PlacedCap {
  readonly step: Step;
  readonly index: number;
}

/** The caps of one step. */
export interface CapStep {
  readonly step: Step;
  /** What they let through of a row's amount; what each cuts off is added to `cut`, at the cap's place. */
  pass(row: number, amount: bigint, cut: bigint[], records?: Records): bigint;
  /** Takes what earlier terms let through from the purses that they did not have. */
  begin(records: Records, rows: Iterable<number>): void;
  /** Whether there are such purses. */
  readonly begins: boolean;
}

/** What caps have used up so far, by what they count: the same cap of the next version goes on with it. */
export type Used = Map<string, unknown>;

/** What a cap counts, whatever it allows. */
export const countsAs = (cap: Cap): string =>
  JSON.stringify([
    cap.step,
    'per' in cap ? cap.per : '',
    'years' in cap ? [...(cap.years ?? [])].sort() : '',
    ...[cap.outcomes, 'groups' in cap ? cap.groups : undefined, 'cohorts' in cap ? cap.cohorts : undefined].map(
      (names) => names && [...names].sort(),
    ),
  ]);

/**
 * The caps with their full purses, used up by rows that come in their order. Steps follow each other in the fixed order. Within a step a row passes as far as
 * every cap allows, and each cap is used up by what passed all of them: what the document names first makes no difference to what is paid, and is only said first.
 */
export class Caps {
  readonly placed: readonly PlacedCap[];
  /** What these caps use up. */
  readonly used: Used = new Map();
  private readonly steps: readonly CapStep[];

  /** @param earlier What the caps of the version before have used up. */
  constructor(counting: Counting, intake: Intake, earlier?: Used) {
    const caps = counting.plan.terms.caps
      .map((cap, index) => ({ cap, index }))
      .sort((a, b) => STEPS.indexOf(a.cap.step) - STEPS.indexOf(b.cap.step))
      .map(({ cap, index }, place) => ({ cap, index, place }));
    this.placed = caps.map(({ cap: { step }, index }) => ({ step, index }));
    const usage = { earlier, used: this.used };
    this.steps = [...Map.groupBy(caps, ({ cap }) => cap.step).values()].map((ofStep) => {
      const money = ofStep.flatMap(({ cap, place }) => (cap.step === 'quantity' ? [] : { cap, place }));
      const quantities = ofStep.flatMap(({ cap, place }) => (cap.step === 'quantity' ? { cap, place } : []));
      return money.length > 0 ? moneyStep(counting, money, intake, usage) : quantityStep(counting, quantities, usage);
    });
  }

  /** @param records Where it is written down what passes each step, when a later version must know. */
  pass(row: number, amount: bigint, cut: bigint[], records?: Records): bigint {
    let left = amount;
    records?.left('price', row, amount);
    for (let i = 0; i < this.steps.length && left > 0n; i++) {
      const step = this.steps[i]!;
      left = step.pass(row, left, cut, records);
      records?.left(step.step, row, left);
    }
    return left;
  }

  /** Whether a cap counts what none before it did. */
  get begins(): boolean {
    return this.steps.some((step) => step.begins);
  }

  begin(records: Records, rows: Iterable<number>): void {
    for (const step of this.steps) if (step.begins) step.begin(records, rows);
  }
}
