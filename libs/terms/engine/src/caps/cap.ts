import { STEPS, type Step } from '@ringvirkning/terms-language';
import type { Intake } from '../evaluate/intake.js';
import { moneyStep } from './money.js';
import type { Counting } from './purse.js';
import { quantityStep } from './quantity.js';

/** A cap, and its position in the document's list. */
export interface PlacedCap {
  readonly step: Step;
  readonly index: number;
}

/** The caps of one step. */
export interface CapStep {
  /** What they let through of a row's amount; what each cuts off is added to `cut`, at the cap's place. */
  pass(row: number, amount: bigint, cut: bigint[]): bigint;
}

/**
 * The caps with their full purses, used up by rows that come in their order. Steps follow each other in the fixed order. Within a step a row passes as far as
 * every cap allows, and each cap is used up by what passed all of them: what the document names first makes no difference to what is paid, and is only said first.
 */
export class Caps {
  readonly placed: readonly PlacedCap[];
  private readonly steps: readonly CapStep[];

  constructor(counting: Counting, intake: Intake) {
    const caps = counting.plan.terms.caps
      .map((cap, index) => ({ cap, index }))
      .sort((a, b) => STEPS.indexOf(a.cap.step) - STEPS.indexOf(b.cap.step))
      .map(({ cap, index }, place) => ({ cap, index, place }));
    this.placed = caps.map(({ cap: { step }, index }) => ({ step, index }));
    this.steps = [...Map.groupBy(caps, ({ cap }) => cap.step).values()].map((ofStep) => {
      const money = ofStep.flatMap(({ cap, place }) => (cap.step === 'quantity' ? [] : { cap, place }));
      const quantities = ofStep.flatMap(({ cap, place }) => (cap.step === 'quantity' ? { cap, place } : []));
      return money.length > 0 ? moneyStep(counting, money, intake) : quantityStep(counting, quantities);
    });
  }

  pass(row: number, amount: bigint, cut: bigint[]): bigint {
    let left = amount;
    for (let i = 0; i < this.steps.length && left > 0n; i++) left = this.steps[i]!.pass(row, left, cut);
    return left;
  }
}
