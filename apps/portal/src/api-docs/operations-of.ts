import type { Language } from '../format/money.js';

interface DocumentedOperation {
  readonly summary?: string;
  /** The Danish sentence, where there is one. */
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly 'x-permission'?: string;
}
/** What the page needs of the OpenAPI document. */
export interface ApiDocument {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly 'x-not-answering'?: readonly string[];
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly purpose: string;
  readonly service: string;
  /** Undefined where everybody may. */
  readonly permission: string | undefined;
}

/** The operations of a document in its order, told in a language as far as it is known there. */
export const operationsOf = ({ paths = {} }: ApiDocument, language: Language): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary = '', description, tags = [], ...operation }]) => ({
      method: method.toUpperCase(),
      path,
      purpose: language === 'da' ? (description ?? summary) : summary,
      service: tags[0] ?? '',
      permission: operation['x-permission'],
    })),
  );
