import { SIGNED_SIGN_OFF_FORMAT, SignedSignOffSchema, type SignedSignOff } from '@ringvirkning/contracts-api';
import { signatureFaults, type SignatureFault } from '@ringvirkning/contracts-domain';
import { verifier } from '@ringvirkning/kernel';
import { readDocument } from '../read-document.js';

export interface ProvenSignOff {
  readonly signOff: SignedSignOff;
  /** It was signed by the key that was named; undefined when none was. */
  readonly isNamed: boolean | undefined;
  /** Empty when all of it holds, by the key that was named. */
  readonly faults: readonly (SignatureFault | 'another-key')[];
}

/**
 * Proves a sign-off from nothing but its file.
 * @param key The municipality's public key as it is known otherwise; absent: whoever reads compares it.
 * @throws Refused
 */
export function verifySignOff(file: string, text: string, key: string | undefined): ProvenSignOff {
  const format = SIGNED_SIGN_OFF_FORMAT;
  const signOff = readDocument(file, text, { name: 'sign-off', format, schema: SignedSignOffSchema });
  const isNamed = key === undefined ? undefined : key === signOff.signature.key;
  const faults = signatureFaults(signOff, verifier());
  return { signOff, isNamed, faults: isNamed === false ? [...faults, 'another-key'] : faults };
}
