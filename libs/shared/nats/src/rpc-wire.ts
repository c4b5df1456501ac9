import { DomainError, fail, type DomainErrorJson } from '@ringvirkning/kernel';
import type { RequestType } from '@ringvirkning/message';
import { ZodError } from 'zod';

/** What travels back: the reply, an error the caller may be told, or the bare fact that the responder failed. */
type Answer = { readonly reply: unknown } | { readonly error: DomainErrorJson } | { readonly failed: true };

export const encodeReply = (reply: unknown): string => JSON.stringify({ reply: reply ?? null } satisfies Answer);

/** Internals of an unknown error stay here; the responder's log has them under the same correlation id. */
export const encodeError = (error: unknown): string =>
  JSON.stringify((error instanceof DomainError ? { error: error.json } : { failed: true }) satisfies Answer);

/** @throws DomainError as the responder threw it; Error when the responder failed for another reason; ZodError when the reply breaks the schema. */
export function decodeAnswer<R>(type: RequestType<unknown, R>, answer: Answer): R {
  if ('error' in answer) throw new DomainError(answer.error);
  if ('failed' in answer) throw new Error(`${type.responder} failed to answer ${type.subject}; see its log`);
  return type.reply.parse(answer.reply);
}

/** @throws DomainError `rpc.invalid-request` */
export function parseRequest<Q>(type: RequestType<Q, unknown>, request: unknown): Q {
  try {
    return type.request.parse(request);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const errors = error.issues.map((issue) => ({
      path: issue.path.join('.'),
      code: `rpc.${issue.code.replaceAll('_', '-')}`,
      da: issue.message,
      en: issue.message,
    }));
    throw fail.invalid(
      'rpc.invalid-request',
      `Forespørgslen ${type.subject} er ugyldig.`,
      `The request ${type.subject} is invalid.`,
      { errors },
    );
  }
}

export const unavailable = (type: RequestType<unknown, unknown>): DomainError =>
  fail.unavailable(
    'rpc.unavailable',
    `Tjenesten ${type.responder} svarer ikke lige nu.`,
    `The service ${type.responder} does not answer at the moment.`,
    { params: { service: type.responder }, whatToDo: { da: 'Prøv igen om lidt.', en: 'Try again shortly.' } },
  );
