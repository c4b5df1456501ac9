import type { ErrorDetail, Sentence } from '@ringvirkning/kernel';

/** Problem details (RFC 9457) as every service and the gateway give them. */
export interface ProblemDetails extends Sentence {
  readonly code: string;
  readonly status: number;
  readonly whatToDo?: Sentence | undefined;
  readonly correlationId?: string | undefined;
  readonly errors?: readonly ErrorDetail[] | undefined;
  readonly params?: Readonly<Record<string, string | number | undefined>> | undefined;
}

/** What went wrong with a request, in words a person can act on. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(readonly problem: ProblemDetails) {
    super(problem.en);
  }
}

const isProblem = (body: unknown): body is ProblemDetails =>
  typeof body === 'object' &&
  body !== null &&
  typeof (body as ProblemDetails).da === 'string' &&
  typeof (body as ProblemDetails).en === 'string' &&
  typeof (body as ProblemDetails).code === 'string';

/** Reads an answer that is not a success; also one that some proxy on the way gave. */
export function problemOf(status: number, body: unknown, correlationId: string | undefined): ProblemDetails {
  if (isProblem(body)) return { ...body, status, correlationId: body.correlationId ?? correlationId };
  return {
    code: 'portal.unexpected-answer',
    status,
    correlationId,
    da: `Serveren gav et uventet svar (${status}).`,
    en: `The server gave an unexpected answer (${status}).`,
    whatToDo: { da: 'Prøv igen om lidt.', en: 'Try again in a moment.' },
  };
}

/** The request never reached a server, or the answer never came back. */
export const connectionLost: ProblemDetails = {
  code: 'portal.no-connection',
  status: 0,
  da: 'Der er ikke forbindelse til serveren.',
  en: 'The server cannot be reached.',
  whatToDo: {
    da: 'Tjek din forbindelse, og prøv igen. Samme handling udføres ikke to gange.',
    en: 'Check your connection and try again. The same action is not carried out twice.',
  },
};

/** What a colleague has written meanwhile, when an action was refused for that (a conflict of this code). */
export const meanwhile = (error: Error | null, code: string): ProblemDetails['params'] =>
  error instanceof ProblemError && error.problem.code === code ? (error.problem.params ?? {}) : undefined;
