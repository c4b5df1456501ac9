import { FEWEST_PEOPLE } from '@ringvirkning/disclosure';
import { isPinned, linearProgram, type Bounds, type Constraint, type Sum } from '@ringvirkning/testing';
import type { Figures } from './figures.js';

/** Something that happens to people of a group and is counted: a claim of a step in a year, or a follow-up closed. */
export interface Unit {
  readonly name: string;
  readonly group: string;
  /** Of one step and group a person has one of them at most. */
  readonly step: string;
  /** Where an outsider is told its count. */
  readonly place: string;
  /** A claim stands in a line of a payment, of which the rule is known by itself. */
  readonly isClaim: boolean;
  /** The true counts, run by run. */
  readonly counts: readonly number[];
}
/** How much one of each unit adds to each figure: prices, models and what the words of a view mean are public. */
export type Weights = ReadonlyMap<string, readonly number[]>;
/** People of a group whom the attacker can tell from the others: everybody knows who came late. */
export type Classes = ReadonlyMap<string, readonly number[]>;

export interface Finding {
  readonly what: string;
  readonly bounds: Bounds;
}
/** Shares of an amount are rounded, each to the øre. */
const ROUNDING = 60;
const SMALLEST_WEIGHT = 1000;

/**
 * Bounds, by linear programming, of every hidden count and of what single people reached, from all figures that one reader was told with each run. The attacker knows the
 * rules: a figure that has moved, or is not marked, is of its run; one that stands and is marked is not, and a line that stands lacks fewer than five.
 */
export class Attack {
  private readonly constraints: Constraint[] = [];
  /** How many figures say something that the others do not. */
  equations = 0;

  constructor(
    private readonly units: readonly Unit[],
    private readonly classes: Classes,
    private readonly weights: Weights,
    private readonly looks: readonly Figures[],
  ) {
    this.looks.forEach((look, run) => {
      this.wholes(run);
      for (const [place, { value, marked }] of look) {
        const moved = run === 0 ? value !== 0 : this.looks[run - 1]!.get(place)?.value !== value;
        const weights = this.weights.get(place);
        if (weights?.some((weight) => weight !== 0) && (moved || !marked)) this.read(place, weights, value, run);
      }
    });
  }

  async findings(): Promise<Finding[]> {
    const bounds = await linearProgram();
    const of = (sum: Sum): Bounds => bounds(this.constraints, sum);
    return [...this.counts(of), ...this.people(of)];
  }

  /** What a look says is true of its run, unless it is the sum of counts that are told beside it, of whichever run. @throws when it is not: the attacker has misread. */
  private read(place: string, weights: readonly number[], value: number, run: number): void {
    const sum = (counts: (unit: Unit) => number) =>
      this.units.reduce((total, unit, u) => total + weights[u]! * counts(unit), 0);
    const slack = Math.max(...weights.map(Math.abs)) >= SMALLEST_WEIGHT ? ROUNDING : 0;
    const isCount = this.units.some((unit) => unit.place === place);
    if (!isCount && Math.abs(sum((unit) => this.told(unit, run)) - value) <= slack) return;
    if (Math.abs(sum(({ counts }) => counts[run]!) - value) > slack)
      throw new Error(`${place} in run ${run + 1}: ${value} is not of its run`);
    this.equations += 1;
    const all = new Map(this.units.flatMap((unit, u) => [...this.count(unit, run, weights[u])]));
    if (slack === 0) this.constraints.push({ sum: all, is: '=', than: value });
    else
      this.constraints.push({ sum: all, is: '<=', than: value + slack }, { sum: all, is: '>=', than: value - slack });
  }

  private told({ place }: Unit, run: number): number {
    return this.looks[run]!.get(place)?.value ?? 0;
  }

  /** One person more of a class than there are is not; what is final stays, unless it was reversed; a line that stands lacks few. */
  private wholes(run: number): void {
    const steps = Map.groupBy(this.units, ({ group, step }) => `${group} ${step}`);
    for (const of of steps.values())
      this.classes.get(of[0]!.group)!.forEach((size, c) => {
        const sum = new Map(of.map((unit) => [this.name(unit, run, c), 1]));
        this.constraints.push({ sum, is: '<=', than: size });
      });
    for (const unit of this.units.filter(({ counts }) =>
      counts.every((count, r) => r === 0 || count >= counts[r - 1]!),
    )) {
      const now = this.count(unit, run);
      if (run > 0)
        this.classes.get(unit.group)!.forEach((_, c) => {
          const sum = new Map([[this.name(unit, run, c), 1] as const, [this.name(unit, run - 1, c), -1] as const]);
          this.constraints.push({ sum, is: '>=', than: 0 });
        });
      if (unit.isClaim) this.constraints.push({ sum: now, is: '<=', than: this.told(unit, run) + FEWEST_PEOPLE - 1 });
    }
  }

  /** Counts that are told nowhere, and how many a line that stands lacks. */
  private *counts(of: (sum: Sum) => Bounds): Generator<Finding> {
    for (const [run] of this.looks.entries())
      for (const unit of this.units) {
        const told = this.told(unit, run);
        const hidden = unit.counts[run]! - told;
        if (hidden <= 0) continue;
        const { least, most } = of(this.count(unit, run));
        const bounds = { least: least - told, most: most - told };
        if (isPinned(bounds, hidden)) yield { what: `${hidden} of ${unit.name} in run ${run + 1}`, bounds };
      }
  }

  /** Whether one person of a class is known to have, or not to have, what some of the group have and some have not. */
  private *people(of: (sum: Sum) => Bounds): Generator<Finding> {
    for (const [run] of this.looks.entries())
      for (const [key, units] of Map.groupBy(
        this.units.filter(({ isClaim }) => isClaim),
        ({ group, step }) => `${step} of ${group}`,
      )) {
        const sizes = this.classes.get(units[0]!.group)!;
        const all = units.reduce((total, { counts }) => total + counts[run]!, 0);
        if (all === 0 || all === sizes.reduce((total, size) => total + size, 0)) continue;
        for (const [c, size] of sizes.entries()) {
          const bounds = of(new Map(units.map((unit) => [this.name(unit, run, c), 1])));
          if (bounds.least > size - 0.2 || bounds.most < 0.2)
            yield { what: `${key}, of all ${size} in class ${c}, in run ${run + 1}`, bounds };
        }
      }
  }

  private count(unit: Unit, run: number, weight = 1): Sum {
    return new Map(this.classes.get(unit.group)!.map((_, c) => [this.name(unit, run, c), weight]));
  }

  private name(unit: Unit, run: number, c: number): string {
    return `u${this.units.indexOf(unit)}r${run}c${c}`;
  }
}
