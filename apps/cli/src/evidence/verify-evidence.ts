import {
  EVIDENCE_FORMAT,
  evidenceSchema,
  proofOf,
  verifier,
  type Evidence,
  type EvidenceFault,
  type Proof,
} from '@ringvirkning/partnership-domain';
import { readDocument } from '../read-document.js';

export interface Proven {
  readonly evidence: Evidence;
  readonly proof: Proof;
  /** Empty when all of it holds, in the partnership that was named. */
  readonly faults: readonly (EvidenceFault | { readonly fault: 'another-partnership' })[];
}

/**
 * Proves a message from nothing but its evidence.
 * @param founding Digest of the partnership's first entry as it is known otherwise; absent: whoever reads compares it.
 * @throws Refused
 */
export function verifyEvidence(file: string, text: string, founding: string | undefined): Proven {
  const evidence = readDocument(file, text, { name: 'evidence', format: EVIDENCE_FORMAT, schema: evidenceSchema });
  const proof = proofOf(evidence, verifier());
  const isOther = founding !== undefined && founding !== proof.founding;
  return {
    evidence,
    proof,
    faults: [...proof.faults, ...(isOther ? [{ fault: 'another-partnership' } as const] : [])],
  };
}
