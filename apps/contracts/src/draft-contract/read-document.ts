import { Injectable } from '@nestjs/common';
import { contractErrors } from '@ringvirkning/contracts-domain';
import { HeavyWork } from '@ringvirkning/workers';
import { READ_AMENDMENT, READ_TERMS } from '../heavy-work.js';
import type { Document } from '../persistence/contract.store.js';
import type { ReadTerms } from './read-document.task.js';

/** A terms document as it was sent. */
export interface SentDocument {
  readonly text: string | undefined;
  /** Media type of the request, e.g. `application/yaml`. */
  readonly mediaType: string;
  /** What whoever sends it is called. */
  readonly author?: string;
}

/** Terms travel to the other services, and every step there reads them. */
const MOST_BYTES = 890_000;

/** Reads what people send, in a worker: a document may be long. */
@Injectable()
export class ReadDocument {
  constructor(private readonly work: HeavyWork) {}

  /**
   * @throws invalid `contracts.terms-invalid` that lists every fault with line and column; `contracts.terms-too-large` for what could be signed but never
   * come into force.
   */
  async from(sent: SentDocument): Promise<Document> {
    return documentOf(sent, await this.work.run(READ_TERMS, sent.text ?? ''));
  }

  /** A document that amends signed terms. @throws invalid as {@link from}, also for what an amendment may not change */
  async amendment(sent: SentDocument, before: Record<string, unknown>): Promise<Document> {
    return documentOf(sent, await this.work.run(READ_AMENDMENT, { text: sent.text ?? '', before }));
  }
}

function documentOf({ text = '', mediaType, author }: SentDocument, { terms, digest, bytes }: ReadTerms): Document {
  if (bytes > MOST_BYTES) throw contractErrors.termsTooLarge(bytes, MOST_BYTES);
  const format = mediaType.startsWith('application/json') && isJson(text) ? 'json' : 'yaml';
  return { format, text, terms, digest, ...(author && { author }) };
}

/** The form writes YAML also into a document that began as JSON. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
