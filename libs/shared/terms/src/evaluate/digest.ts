import { digestOf } from '@ringvirkning/kernel';
import { createHash } from 'node:crypto';
import type { Evaluation, Fact } from '../types.js';

const ROOM = 1 << 16;
const ABSENT = 0xffffffff;

/**
 * SHA-256 over the facts up to the cut-off in canonical order. Each field (id, participant, outcome, followUp, on, quantity, cohort, group, payer) is its
 * length in bytes (32 bits, big endian) and its UTF-8 text; an absent one is the length ffffffff. So no two different lists have the same bytes.
 */
export function factsDigest(facts: readonly Fact[]): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(ROOM);
  let end = 0;
  const write = (text: string | undefined): void => {
    if (end + 4 + (text?.length ?? 0) * 3 > ROOM) {
      hash.update(buffer.subarray(0, end));
      end = 0;
    }
    if (text === undefined) end = buffer.writeUInt32BE(ABSENT, end);
    else if (text.length * 3 + 4 > ROOM) hash.update(lengthPrefixed(text));
    else {
      const bytes = buffer.write(text, end + 4, 'utf8');
      buffer.writeUInt32BE(bytes, end);
      end += 4 + bytes;
    }
  };
  for (const { id, participant, outcome, followUp, on, quantity, cohort, group, payer } of facts) {
    write(id);
    write(participant);
    write(outcome);
    write(followUp);
    write(on);
    write(quantity);
    write(cohort);
    write(group);
    write(payer);
  }
  return hash.update(buffer.subarray(0, end)).digest('hex');
}

function lengthPrefixed(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Whether two facts say the same in every field. */
export const sameFact = (a: Fact, b: Fact): boolean => factsDigest([a]) === factsDigest([b]);

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
