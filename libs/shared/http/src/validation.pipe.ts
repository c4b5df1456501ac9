import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { ErrorDetail } from '@ringvirkning/kernel';
import { locales, z } from 'zod';
import { validationFailed } from './http-error.js';
import { textFaults } from './text-faults.js';

type Issue = z.core.$ZodIssue;
const danish = locales.da().localeError;
const MAX_ERRORS = 100;

/**
 * Validates parameters that name a zod schema (`@Body({ schema })`, `@Param('id', { schema })`, `@Query({ schema })`) and reports every fault.
 * Then refuses texts that cannot be kept: NUL, half characters, personal numbers.
 * A schema's own message may bring its Danish sentence as `params: { da }`.
 */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({
      exceptionFactory: (issues) =>
        validationFailed((issues as unknown as readonly Issue[]).slice(0, MAX_ERRORS).map(detailOf)),
    });
  }

  /** A misspelt word of a query would otherwise be as good as none: everything instead of a part. */
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const known = metadata.type === 'query' ? wordsOf((metadata as { schema?: unknown }).schema) : undefined;
    const unknown =
      known && value && typeof value === 'object' ? Object.keys(value).filter((word) => !known.has(word)) : [];
    if (unknown.length > 0)
      throw validationFailed(unknown.slice(0, MAX_ERRORS).map((word) => unknownWord(word, known!)));
    return super.transform(value, metadata);
  }

  /** Zod's sentences name what was received, so issues must carry their input here. It goes no further than `detailOf`. */
  protected override async validate<T>(value: unknown, schema: unknown): Promise<{ value: T } | { issues: Issue[] }> {
    if (!(schema instanceof z.ZodType)) throw new TypeError('parameters are validated by zod schemas');
    const result = schema.safeParse(value, { reportInput: true });
    if (!result.success) return { issues: result.error.issues };
    const faults = await textFaults(result.data, schema);
    if (faults.length > 0) throw validationFailed(faults.slice(0, MAX_ERRORS));
    return { value: result.data as T };
  }
}

/** The words that a query's schema names. */
function wordsOf(schema: unknown): ReadonlySet<string> | undefined {
  if (schema instanceof z.ZodPipe) return wordsOf(schema.in);
  return schema instanceof z.ZodObject ? new Set(Object.keys(schema.shape)) : undefined;
}

const unknownWord = (word: string, known: ReadonlySet<string>): ErrorDetail => {
  const words = [...known].join(', ');
  return {
    path: word.slice(0, 100),
    code: 'http.unknown-query-word',
    da: `Adressen kender ikke dette ord. Den kender: ${words}.`,
    en: `The address does not know this word. It knows: ${words}.`,
  };
};

/** One fault of a zod schema as problem details tell it. */
export function detailOf(issue: Issue): ErrorDetail {
  const own = issue.code === 'custom' ? (issue.params?.['da'] as unknown) : undefined;
  const translated = danish(issue as z.core.$ZodRawIssue);
  const da =
    typeof own === 'string'
      ? own
      : typeof translated === 'string'
        ? translated
        : (translated?.message ?? 'Ugyldigt input');
  return {
    path: issue.path.map(String).join('.'),
    code: `http.${issue.code.replaceAll('_', '-')}`,
    da,
    en: issue.message,
  };
}
