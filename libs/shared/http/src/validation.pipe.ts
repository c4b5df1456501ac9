import { Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { ErrorDetail } from '@ringvirkning/kernel';
import { hideCpr } from '@ringvirkning/reading';
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

/** Of a text that is empty, how short it is says less. */
const EMPTY = { da: 'skal udfyldes', en: 'must be filled in' };

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
  // Names of members are the sender's, too.
  return {
    path: hideCpr(issue.path.map(String).join('.')),
    code: `http.${issue.code.replaceAll('_', '-')}`,
    ...(issue.input === '' ? EMPTY : { da: hideCpr(da), en: hideCpr(issue.message) }),
  };
}
