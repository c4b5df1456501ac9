import { digestOf } from '@ringvirkning/kernel';
import { createHash } from 'node:crypto';
import type { Evaluation, Fact } from '../types.js';
import { factText } from './intake.js';

const BATCH = 1000;

/** SHA-256 over the facts up to the cut-off in canonical order. */
export function factsDigest(facts: readonly Fact[]): string {
  const hash = createHash('sha256');
  for (let i = 0; i < facts.length; i += BATCH) {
    let text = '';
    for (let j = i; j < Math.min(i + BATCH, facts.length); j++) text += `${factText(facts[j]!)}\u001e`;
    hash.update(text);
  }
  return hash.digest('hex');
}

/** Everything that was computed, without the sentences: wording may improve, figures may not change. Fact ids are covered by the facts' digest. */
export function evaluationDigest(evaluation: Omit<Evaluation, 'digest'>): string {
  const wordless = <T extends { sentence: unknown }>({ sentence: _sentence, ...rest }: T): Omit<T, 'sentence'> => rest;
  return digestOf({
    ...evaluation,
    excess: evaluation.excess.map(wordless),
    lines: evaluation.lines.map(({ facts: _facts, ...line }) => ({ ...wordless(line), excess: line.excess.map(wordless) })),
    unpaid: evaluation.unpaid.map(wordless),
    flags: evaluation.flags.map(wordless),
  });
}
