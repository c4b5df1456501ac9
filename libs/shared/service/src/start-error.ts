import { scrub } from '@ringvirkning/observability';

/** Says in one line, without secrets, why a service does not start; the cause has the rest. */
export class StartError extends Error {
  override readonly name = 'StartError';
  constructor(service: string, cause: unknown) {
    super(`${service} cannot start: ${oneLine(cause)}`, { cause });
  }
}

/** An AggregateError (a host's several addresses all refused) has no message of its own. */
const oneLine = (error: unknown): string => {
  const { message, errors } = (error ?? {}) as Partial<AggregateError>;
  const text =
    message ||
    errors?.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join(', ') ||
    String(error);
  return scrub(text)
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ');
};
