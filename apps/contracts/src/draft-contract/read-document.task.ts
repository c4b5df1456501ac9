import { contractErrors } from '@ringvirkning/contracts-domain';
import { parseTerms } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { carried } from '../view-contract/present.js';

export interface ReadTerms {
  readonly terms: Terms;
  readonly digest: string;
  /** How much of an event they take, in bytes. */
  readonly bytes: number;
}

/** @throws invalid `contracts.terms-invalid` that lists every fault with line and column */
export function readTerms(text: string): ReadTerms {
  const parsed = parseTerms(text);
  if (!parsed.ok) throw contractErrors.termsInvalid(parsed.errors);
  const { terms, digest } = parsed;
  return { terms, digest, bytes: Buffer.byteLength(JSON.stringify(carried(terms))) };
}
