import { contractErrors } from '@ringvirkning/contracts-domain';
import { parseTerms } from '@ringvirkning/terms';
import type { Document } from '../persistence/contract.store.js';

/** A terms document as it was sent. */
export interface SentDocument {
  readonly text: string | undefined;
  /** Media type of the request, e.g. `application/yaml`. */
  readonly mediaType: string;
}

/** @throws invalid `contracts.terms-invalid` that lists every fault with line and column. */
export function readDocument({ text = '', mediaType }: SentDocument): Document {
  const parsed = parseTerms(text);
  if (!parsed.ok) throw contractErrors.termsInvalid(parsed.errors);
  return {
    format: mediaType.startsWith('application/json') ? 'json' : 'yaml',
    text,
    terms: parsed.terms,
    digest: parsed.digest,
  };
}
