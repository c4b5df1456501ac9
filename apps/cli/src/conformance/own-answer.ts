import {
  evidenceSchema,
  madeOf,
  proofOf,
  receiverOf,
  verifier,
  type Standpoint,
  type Verify,
} from '@ringvirkning/partnership-domain';
import type { Answer, Question } from './kit.js';

/** What this product answers. @param verify How it proves signatures. */
export function ownAnswer(question: Question, verify: Verify = verifier()): Answer {
  const { id } = question;
  if (question.ask === 'evidence') return { id, holds: holds(question.text, verify) };
  const { texts, at } = question;
  return { id, ...madeOf(receiverOf(question satisfies Standpoint, verify), texts, at) };
}

function holds(text: string, verify: Verify): boolean {
  try {
    const { data } = evidenceSchema.safeParse(JSON.parse(text));
    return data !== undefined && proofOf(data, verify).faults.length === 0;
  } catch {
    // No JSON.
    return false;
  }
}
