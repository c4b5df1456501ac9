import type { LocalDate, Sentence } from '@ringvirkning/kernel';
import type { ValuedOutcome } from './benefit-line.js';
import type { ValuationModel } from './model-schema.js';
import { needsOf, type Assumptions, type Need } from './provisions/knowledge.js';
import { provisionOf } from './split-consequence.js';

/** Something that the law must know of the person behind an outcome. */
export interface Ask {
  /** Code of the provision; of the anchor, where the model writes the rules out. */
  readonly provision: string;
  readonly title: Sentence;
  readonly need: Need;
  /** What the model assumes where nothing is known. */
  readonly assumes: NonNullable<Assumptions[Need]>;
}

/** What a model's rules ask of the person behind an outcome, as far as they are in force from its day on; each thing once. */
export function asksOf(model: ValuationModel, { outcome, on }: Pick<ValuedOutcome, 'outcome' | 'on'>): Ask[] {
  const consequences = Object.hasOwn(model.outcomes, outcome) ? model.outcomes[outcome]! : [];
  const asked = new Map<string, Ask>();
  for (const item of consequences) {
    const { title, rules, assumes } = model.anchors[item.anchor]!;
    const provision = provisionOf(model, item);
    for (const need of rules.filter((rule) => isFrom(rule.to, on)).flatMap(needsOf))
      asked.set(`${provision} ${need}`, { provision, title, need, assumes: assumes![need]! });
  }
  return [...asked.values()];
}

const isFrom = (to: LocalDate | undefined, on: LocalDate): boolean => to === undefined || to >= on;
