import { contractErrors } from '@ringvirkning/contracts-domain';
import { frozenTerms, parseAmendment, parseTerms } from '@ringvirkning/terms';
import type { ParsedTerms, Terms } from '@ringvirkning/terms-language';
import { carried } from '../view-contract/present.js';

export interface ReadTerms {
  readonly terms: Terms;
  readonly digest: string;
  /** How much of an event they take, in bytes. */
  readonly bytes: number;
}

/** @throws invalid `contracts.terms-invalid` that lists every fault with line and column */
export function readTerms(text: string): ReadTerms {
  return accepted(parseTerms(text));
}

/** The same of a document that amends signed terms: `before` as they were signed. */
export function readAmendment({ text, before }: { readonly text: string; readonly before: unknown }): ReadTerms {
  return accepted(parseAmendment(text, frozenTerms(before)));
}

function accepted(parsed: ParsedTerms): ReadTerms {
  if (!parsed.ok) throw contractErrors.termsInvalid(parsed.errors);
  const { terms, digest } = parsed;
  return { terms, digest, bytes: Buffer.byteLength(JSON.stringify(carried(terms))) };
}
