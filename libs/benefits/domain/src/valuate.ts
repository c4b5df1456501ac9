import { Kept, sum, type LocalDate } from '@ringvirkning/kernel';
import type { BenefitLine, ValuedOutcome } from './benefit-line.js';
import { isConfirmed, standingOf, type Answers } from './follow-ups.js';
import type { Consequence, ValuationModel } from './model-schema.js';
import { scenariosOf, type PersonFacts, type Scenario } from './provisions/knowledge.js';
import type { SplitRule } from './provisions/rule-schema.js';
import type { Tally } from './provisions/split.js';
import { linesOf, phased, provisionOf, type Phased, type ScenariosOf } from './split-consequence.js';

/** How much is kept of a model's valuations at a time. What is known of a person is seldom known alike of another, and is not kept. */
const MOST = 1_000;

/** Whether the model says anything about the outcome: its code is known and it was achieved while the model is valid. */
export const values = (model: ValuationModel, outcome: ValuedOutcome): boolean =>
  Object.hasOwn(model.outcomes, outcome.outcome) && outcome.on >= model.validFrom;

/** Consequences under one provision: they share its counters and what is known of the person under it, and nothing with the others. */
class Chapter {
  private readonly phases = new Kept<readonly Phased[]>(MOST);
  private readonly valued = new Kept<readonly BenefitLine[][]>(MOST);

  constructor(
    private readonly model: ValuationModel,
    private readonly provision: string,
    private readonly items: readonly Consequence[],
  ) {}

  /** The lines of each of its consequences. */
  linesOf(outcome: ValuedOutcome): readonly BenefitLine[][] {
    const { on, quantity } = outcome;
    const known = outcome.known?.[this.provision];
    const kind = `${on} ${quantity}`;
    const split = (): BenefitLine[][] =>
      this.split(
        this.phases.of(kind, () => this.items.map((item) => phased(this.model, item, outcome))),
        known,
        on,
      );
    return known ? split() : this.valued.of(kind, split);
  }

  private split(phases: readonly Phased[], known: PersonFacts | undefined, on: LocalDate): BenefitLine[][] {
    const tally: Tally = new Map();
    const states = new Map<SplitRule, Scenario[]>();
    const scenarios: ScenariosOf = (rule, { assumes }) => {
      const kept = states.get(rule) ?? scenariosOf([rule], assumes, known, on, this.model.currency);
      states.set(rule, kept);
      return kept;
    };
    return phases.map((each) => linesOf(this.model, each, tally, scenarios));
  }
}

/** The lines of each consequence of an outcome. */
export type Valuing = (outcome: ValuedOutcome) => readonly (readonly BenefitLine[])[];

/**
 * Values outcomes by a model, each by itself and exactly as `valuate` does. What outcomes have in common (day and quantity, while nothing is known of the person under a
 * provision) is worked out once: such outcomes are given the very same list of a consequence's lines, so that who adds them up can tell by the list.
 */
export function valuing(model: ValuationModel): Valuing {
  const chapters = new Map<string, readonly Chapter[]>();
  return (outcome) => {
    if (!values(model, outcome)) return [];
    let of = chapters.get(outcome.outcome);
    if (!of) chapters.set(outcome.outcome, (of = chaptersOf(model, outcome.outcome)));
    return of.flatMap((chapter) => chapter.linesOf(outcome));
  };
}

const chaptersOf = (model: ValuationModel, outcome: string): Chapter[] =>
  [...Map.groupBy(model.outcomes[outcome]!, (item) => provisionOf(model, item))].map(
    ([provision, items]) => new Chapter(model, provision, items),
  );

/** A line as far as it is expected before any follow-up; none when that is nothing. */
function expectedOf({ awaits, ...line }: BenefitLine): BenefitLine[] {
  if (awaits === undefined) return [line];
  const { forecast } = standingOf({ ...line, awaits }, NO_ANSWERS, line.fallsOn);
  return forecast === 0n ? [] : [{ ...line, amount: forecast }];
}
const NO_ANSWERS = {};

/**
 * What a verified outcome is worth, to whom, in which budget year; where follow-ups are to confirm it, what is expected of it. Empty when the model says nothing about it (see `values`).
 * Pure and exact: per consequence and year the lines add up to the phased amount, whatever the law of that day says about the purses.
 */
export function valuate(model: ValuationModel, outcome: ValuedOutcome): BenefitLine[] {
  const all = valuing(model)(outcome).flat().flatMap(expectedOf);
  const lines = Map.groupBy(all, ({ consequence }) => consequence);
  return (model.outcomes[outcome.outcome] ?? []).flatMap(({ consequence }) => lines.get(consequence) ?? []);
}

/** Whether a gain lies ahead or its year has begun: an estimate becomes realised on the day its consequence falls on. */
export const basisOn = (fallsOn: LocalDate, today: LocalDate): 'forecast' | 'realised' =>
  fallsOn > today ? 'forecast' : 'realised';

/** The day the oldest forecast among the lines becomes realised; undefined when none is left, or the rest waits for follow-ups. */
export const nextRealisation = (
  lines: readonly Pick<BenefitLine, 'fallsOn' | 'awaits'>[],
  today: LocalDate,
  answers: Answers = NO_ANSWERS,
): LocalDate | undefined =>
  lines
    .filter(({ awaits }) => isConfirmed(awaits, answers))
    .map(({ fallsOn }) => fallsOn)
    .filter((fallsOn) => basisOn(fallsOn, today) === 'forecast')
    .sort()[0];

export const totalOf = (lines: readonly BenefitLine[]): bigint => sum(lines.map((line) => line.amount));
