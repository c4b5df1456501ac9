import type { Sentence } from '@ringvirkning/kernel';
import type { Agreement, AgreementStep } from '../agreement-schema.js';
import type { Books } from '../figures.js';

/** What one side gives another by a step; negative when it gets back. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
  readonly why: Sentence;
}

/** What a step may look at in one year of the waterfall. */
export interface Year<K extends AgreementStep['kind'] = AgreementStep['kind']> {
  readonly agreement: Agreement;
  readonly step: Extract<AgreementStep, { kind: K }>;
  readonly year: number;
  /** First year of the step's term. */
  readonly since: number;
  readonly books: Books;
  /** What a side still holds of its realised gain after the steps before this one. */
  readonly left: (side: string) => bigint;
  /** What the step gave from one side to another up to the year before. */
  readonly before: (from: string, to: string) => bigint;
  /** Reports a stated figure that the year lacks. */
  readonly missing: (figure: string) => void;
}

/** Flows, and what each side holds afterwards where the step says it. */
export interface Outcome {
  /** Whether flows are those of the year alone, or all since the term began. */
  readonly of: 'year' | 'term';
  readonly flows: readonly Flow[];
  readonly left?: ReadonlyMap<string, bigint>;
}

export const notNegative = (amount: bigint): bigint => (amount > 0n ? amount : 0n);
