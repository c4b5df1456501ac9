import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { ErrorDetail } from '@ringvirkning/kernel';
import { z } from 'zod';
import { validationFailed } from './http-error.js';

/** A parameter of a route's method, as Nest's decorators note it. */
interface Parameter {
  readonly data?: unknown;
  readonly schema?: unknown;
}
const MAX_ERRORS = 100;

/**
 * A misspelt word of a query would otherwise be as good as none: everything instead of a part. So a route is asked with the words that its `@Query`
 * parameters name, and one without any is asked with none.
 * @throws HttpError `http.validation-failed` with `http.unknown-query-word` for each other.
 */
export function requireKnownWords(route: Pick<ExecutionContext, 'getClass' | 'getHandler'>, address: string): void {
  const words = new URLSearchParams(/\?(.*)$/s.exec(address)?.[1]).keys();
  const known = wordsOf(route);
  const unknown = [...new Set(words)].filter((word) => known?.has(word) === false);
  if (unknown.length > 0) throw validationFailed(unknown.slice(0, MAX_ERRORS).map((word) => unknownWord(word, known!)));
}

/** The words that a route names; undefined for one that takes whatever comes. */
function wordsOf(route: Pick<ExecutionContext, 'getClass' | 'getHandler'>): ReadonlySet<string> | undefined {
  const noted = Reflect.getMetadata(ROUTE_ARGS_METADATA, route.getClass(), route.getHandler().name) as unknown;
  const queries = Object.entries((noted ?? {}) as Record<string, Parameter>).flatMap(([key, parameter]) =>
    key.startsWith(`${RouteParamtypes.QUERY}:`) ? [parameter] : [],
  );
  const named = queries.map(({ data, schema }) => (typeof data === 'string' ? [data] : membersOf(schema)));
  return named.includes(undefined) ? undefined : new Set(named.flatMap((words) => words ?? []));
}

function membersOf(schema: unknown): readonly string[] | undefined {
  if (schema instanceof z.ZodPipe) return membersOf(schema.in);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : undefined;
}

const unknownWord = (word: string, known: ReadonlySet<string>): ErrorDetail => {
  const words = [...known].join(', ');
  return {
    path: word.slice(0, 100),
    code: 'http.unknown-query-word',
    da: words
      ? `Adressen kender ikke dette ord. Den kender: ${words}.`
      : 'Adressen kender ingen ord efter spørgsmålstegnet.',
    en: words
      ? `The address does not know this word. It knows: ${words}.`
      : 'The address knows no words after the question mark.',
  };
};
