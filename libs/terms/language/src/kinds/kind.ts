import type { Sentence } from '@ringvirkning/kernel';
import type { z } from 'zod';

/** Something that outcomes of a kind name: another outcome or a measure. */
export interface Named {
  /** Where its code stands in the outcome; `*` is every entry of a list: `population.of`, `parts.*.outcome`. */
  readonly at: string;
  /** fact: a measure or an outcome of a person; value: an outcome of a group. */
  readonly is: 'measure' | 'fact' | 'value';
  /** Whether its numbers are looked at, or only that it happened. */
  readonly as: 'number' | 'event';
  /** Looked at beside what the outcome rests on. */
  readonly beside?: true;
  /** Measured on other people, as a comparison. */
  readonly ofOthers?: true;
  /** The outcome is settled from its rows, which say these where the outcome has them. */
  readonly settledFrom?: readonly ('followUp' | 'cohort')[];
}

interface Kind<S extends z.ZodObject> {
  readonly name: Sentence;
  /** What the document says of an outcome of this kind. */
  readonly schema: S;
  readonly names: readonly Named[];
  /** The rules that can price it, besides a price per claim or per time. */
  readonly pricedBy: readonly ('quantity' | 'percentage-point' | 'tranche')[];
}

/** A kind of outcome that is measured on a person. */
export interface PersonKind<S extends z.ZodObject = z.ZodObject> extends Kind<S> {
  readonly of: 'person';
  /** one: a claim says that it was reached; stated: it says how much; found: how much is found from other facts, whatever it says. */
  readonly quantity: 'one' | 'stated' | 'found';
  /** Whether each follow-up of the outcome needs the one before. */
  inSteps?(outcome: z.output<S>): boolean;
}
/** A kind of outcome that is measured on a group of people. */
export interface GroupKind<S extends z.ZodObject = z.ZodObject> extends Kind<S> {
  readonly of: 'group';
  /** Its value is one per person counted. */
  readonly perPerson?: true;
}
