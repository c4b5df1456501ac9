import { HttpException } from '@nestjs/common';
import { AuthenticationError } from '@ringvirkning/auth';
import { DomainError, type ErrorDetail, type ErrorKind, type Sentence } from '@ringvirkning/kernel';
import { isTransient } from '@ringvirkning/persistence';
import { z } from 'zod';
import { HttpError } from './http-error.js';

const TYPE_PREFIX = 'https://ringvirkning.dk/problems/';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
/** RFC 9457 problem details with a sentence and a way out in both languages. */
export const ProblemSchema = z
  .object({
    type: z.string().describe('Address of the kind of problem; ends with the code'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('The English sentence'),
    code: z.string().describe('scope.kebab-case; what programs should look at'),
    da: z.string(),
    en: z.string(),
    whatToDo: SentenceSchema,
    correlationId: z.string().describe('Quote this when asking for help; it finds the log lines'),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    errors: z
      .array(
        z.object({
          code: z.string(),
          da: z.string(),
          en: z.string(),
          path: z.string().optional(),
          row: z.int().optional(),
          line: z.int().optional(),
          column: z.int().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof ProblemSchema>;

const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  rule: 422,
  unavailable: 503,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Sign-in required',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Media type not supported',
  422: 'Cannot be processed',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Temporarily unavailable',
};

const WAY_OUT: Readonly<Record<number, Sentence>> = {
  400: { da: 'Ret anmodningen, og prøv igen.', en: 'Correct the request and try again.' },
  401: { da: 'Log ind, og prøv igen.', en: 'Sign in and try again.' },
  403: {
    da: 'Bed en kollega med adgang, eller din administrator.',
    en: 'Ask a colleague with access, or your administrator.',
  },
  404: {
    da: 'Kontrollér adressen, eller gå tilbage til oversigten.',
    en: 'Check the address, or go back to the overview.',
  },
  409: { da: 'Hent de nyeste oplysninger, og prøv igen.', en: 'Load the latest details and try again.' },
  413: { da: 'Del indholdet op, eller brug import.', en: 'Split the content, or use an import.' },
  422: {
    da: 'Læs begrundelsen, ret oplysningerne, og prøv igen.',
    en: 'Read the reason, correct the details and try again.',
  },
  500: {
    da: 'Prøv igen. Sker det igen, så oplys sags-id til support.',
    en: 'Try again. If it happens again, give the correlation id to support.',
  },
  503: { da: 'Prøv igen om lidt.', en: 'Try again in a little while.' },
};

interface Told {
  readonly status: number;
  readonly code: string;
  readonly detail: Sentence;
  readonly whatToDo?: Sentence | undefined;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  readonly errors?: readonly ErrorDetail[] | undefined;
}

/** What a caller is told about any thrown value. `expected` is false for what must be looked into: it is told without internals. */
export function toProblem(
  thrown: unknown,
  correlationId: string,
): { readonly problem: Problem; readonly expected: boolean } {
  const told = tell(thrown);
  const { status, code, detail, params, errors } = told ?? UNKNOWN;
  const problem: Problem = {
    type: TYPE_PREFIX + code,
    title: TITLES[status] ?? 'Error',
    status,
    detail: detail.en,
    code,
    ...detail,
    whatToDo: told?.whatToDo ?? WAY_OUT[status] ?? WAY_OUT[status < 500 ? 400 : 500]!,
    correlationId,
    ...(params && { params: { ...params } }),
    ...(errors && { errors: [...errors] }),
  };
  return { problem, expected: told !== undefined };
}

const UNKNOWN: Told = {
  status: 500,
  code: 'http.internal-error',
  detail: { da: 'Der skete en uventet fejl.', en: 'An unexpected error occurred.' },
};
const UNAVAILABLE: Told = {
  status: 503,
  code: 'http.unavailable',
  detail: { da: 'Tjenesten kan ikke svare lige nu.', en: 'The service cannot answer right now.' },
};

function tell(thrown: unknown): Told | undefined {
  if (thrown instanceof DomainError) return { status: statusOf(thrown), ...thrown.json };
  if (thrown instanceof HttpError)
    return { status: thrown.status, code: thrown.code, detail: thrown.detail, ...thrown.extras };
  if (thrown instanceof AuthenticationError) return { status: 401, code: thrown.code, detail: thrown.detail };
  if (thrown instanceof HttpException) return tellNestException(thrown.getStatus());
  return isTransient(thrown) ? UNAVAILABLE : undefined;
}

/** Invalid input that lists its faults was understood as a whole, so it is 422 like any failed validation; so is a key that belongs to another request. */
const statusOf = ({ kind, code, json }: DomainError): number =>
  kind === 'invalid' && (json.errors?.length || code === 'http.idempotency-key-reused') ? 422 : STATUS_OF_KIND[kind];

function tellNestException(status: number): Told | undefined {
  if (status === 404)
    return {
      status,
      code: 'http.not-found',
      detail: { da: 'Adressen findes ikke.', en: 'There is nothing at this address.' },
    };
  if (status === 503) return UNAVAILABLE;
  return status < 500
    ? {
        status,
        code: 'http.bad-request',
        detail: { da: 'Anmodningen kan ikke behandles.', en: 'The request cannot be processed.' },
      }
    : undefined;
}
