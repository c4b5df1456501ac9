import type { LocalDate } from '@ringvirkning/kernel';
import { cutPerPerson, evaluate } from '@ringvirkning/terms';
import type { Evaluation, Fact, Terms } from '@ringvirkning/terms-language';

/** Facts as they were read: JSON lists, in order. */
export interface FactsToEvaluate {
  readonly terms: Terms;
  readonly lists: readonly string[];
  readonly cutOff: LocalDate;
}

const read = (lists: readonly string[]): Fact[] => lists.flatMap((list) => JSON.parse(list) as Fact[]);

export function evaluateFacts({ terms, lists, cutOff }: FactsToEvaluate): Evaluated {
  const facts = read(lists);
  return { facts: facts.length, evaluation: evaluate(terms, facts, cutOff) };
}

/** The same, with the claims of which a cap per person cut something. */
export function evaluateToPublish({ terms, lists, cutOff }: FactsToEvaluate): EvaluatedToPublish {
  const facts = read(lists);
  return { lines: evaluate(terms, facts, cutOff).lines, cut: cutPerPerson(terms, facts, cutOff) };
}

export interface Evaluated {
  /** How many there were. */
  readonly facts: number;
  readonly evaluation: Evaluation;
}

export interface EvaluatedToPublish {
  readonly lines: Evaluation['lines'];
  readonly cut: ReadonlySet<string>;
}
