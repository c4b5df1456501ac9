import type { Claim, ClaimStatus } from './claim.js';
import { wrongStep } from './errors.js';

interface Move {
  readonly from: readonly ClaimStatus[];
  readonly to: readonly ClaimStatus[];
}

/** The whole life of a claim: from which states each step may be taken, and to which it may lead. Who may take it, and when, stands in `decide`. */
export const STEPS = {
  attest: { from: ['claimed'], to: ['attested', 'returned'] },
  correct: { from: ['claimed', 'returned', 'attested'], to: ['claimed'] },
  verify: { from: ['attested'], to: ['verified', 'rejected'] },
  object: { from: ['verified', 'disputed'], to: ['disputed'] },
  'decide-objection': { from: ['disputed'], to: ['annulled', 'disputed', 'verified'] },
  finalise: { from: ['verified'], to: ['final'] },
  'send-back': { from: ['verified'], to: ['returned'] },
  reverse: { from: ['final'], to: ['reversed'] },
} as const satisfies Record<string, Move>;
export type Step = keyof typeof STEPS;

/** @throws rule when the claim is in a state from which the step cannot be taken. */
export function mayStep({ status }: Claim, step: Step): void {
  if (!(STEPS[step].from as readonly ClaimStatus[]).includes(status)) throw wrongStep(status);
}
