import { contractErrors } from '@ringvirkning/contracts-domain';
import { MAX_EVENT_BYTES } from '@ringvirkning/outbox';
import { parseTerms } from '@ringvirkning/terms';
import type { Document } from '../persistence/contract.store.js';
import { carried } from '../view-contract/present.js';

/** A terms document as it was sent. */
export interface SentDocument {
  readonly text: string | undefined;
  /** Media type of the request, e.g. `application/yaml`. */
  readonly mediaType: string;
}

/** Terms travel to the other services in one event; the rest of it needs little. */
const MOST_BYTES = MAX_EVENT_BYTES - 10_000;

/**
 * @throws invalid `contracts.terms-invalid` that lists every fault with line and column; `contracts.terms-too-large` for what could be signed but never
 * come into force.
 */
export function readDocument({ text = '', mediaType }: SentDocument): Document {
  const parsed = parseTerms(text);
  if (!parsed.ok) throw contractErrors.termsInvalid(parsed.errors);
  const bytes = Buffer.byteLength(JSON.stringify(carried(parsed.terms)));
  if (bytes > MOST_BYTES) throw contractErrors.termsTooLarge(bytes, MOST_BYTES);
  return {
    format: mediaType.startsWith('application/json') ? 'json' : 'yaml',
    text,
    terms: parsed.terms,
    digest: parsed.digest,
  };
}
