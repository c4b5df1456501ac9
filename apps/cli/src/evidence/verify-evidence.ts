import {
  EVIDENCE_FORMAT,
  evidenceSchema,
  proofOf,
  textOf,
  verifier,
  type Evidence,
  type EvidenceFault,
  type Proof,
} from '@ringvirkning/partnership-domain';
import { TimeStampFault, verifyTimeStamp, type TimeStamp } from '@ringvirkning/time-stamp';
import { readDocument } from '../read-document.js';

export interface Proven {
  readonly evidence: Evidence;
  readonly proof: Proof;
  readonly stamps: readonly TimeStamp[];
  /** It is of the partnership that was named. */
  readonly isNamed: boolean;
  /** Empty when all of it holds, in the partnership that was named. */
  readonly faults: readonly (EvidenceFault | { readonly fault: 'another-partnership' | 'no-time-stamp' })[];
}

export interface Known {
  /** Digest of the partnership's first entry as it is known otherwise; absent: whoever reads compares it. */
  readonly founding: string | undefined;
  /** PEM of time-stamping authorities; null: whoever reads knows them, or not. */
  readonly trusted: string | null;
}

/**
 * Proves a message from nothing but its evidence.
 * @throws Refused
 */
export async function verifyEvidence(file: string, text: string, { founding, trusted }: Known): Promise<Proven> {
  const evidence = readDocument(file, text, { name: 'evidence', format: EVIDENCE_FORMAT, schema: evidenceSchema });
  const proof = proofOf(evidence, verifier());
  const isOther = founding !== undefined && founding !== proof.founding;
  const stamps = await Promise.all((evidence.sealed?.stamps ?? []).map((stamp) => read(evidence, stamp, trusted)));
  return {
    evidence,
    proof,
    stamps: stamps.filter((stamp) => stamp !== undefined),
    isNamed: founding === proof.founding,
    faults: [
      ...proof.faults,
      ...(isOther ? [{ fault: 'another-partnership' } as const] : []),
      ...stamps.filter((stamp) => stamp === undefined).map(() => ({ fault: 'no-time-stamp' }) as const),
    ],
  };
}

/** What a stamp says of the head; undefined where it says nothing of it. */
async function read({ sealed }: Evidence, stamp: string, trusted: string | null): Promise<TimeStamp | undefined> {
  try {
    return await verifyTimeStamp(Buffer.from(stamp, 'base64'), textOf(sealed!.seals[0]!.head), trusted);
  } catch (error) {
    if (error instanceof TimeStampFault) return undefined;
    throw error;
  }
}
