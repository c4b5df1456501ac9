import { DomainError, fail } from '@ringvirkning/kernel';

const TRANSIENT_CODES = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
  '57014', // query_canceled (statement timeout)
  'ECONNREFUSED',
  'ECONNABORTED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** SQLSTATE classes: connection, resources (disk, memory, connections), intervention (shut down, crashed, dropped), system. */
const TRANSIENT_CLASS = /^(08|53|57P|58)/;
const TRANSIENT_MESSAGE =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|client has encountered a connection error|driver not connected|not queryable/i;

/** The SQLSTATE or system error code of a database error, looking through TypeORM's wrapper; undefined for anything else. */
export function databaseErrorCode(error: unknown): string | undefined {
  if (error === null || typeof error !== 'object') return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  return typeof code === 'string' ? code : databaseErrorCode(driverError);
}

/** Two transactions got in each other's way: the same work can succeed when it is run again at once. */
export const isConflictBetweenTransactions = (error: unknown): boolean =>
  ['40001', '40P01'].includes(databaseErrorCode(error) ?? '');

/** The database (or a service asked) could not be reached or was busy: the same work can succeed later without being changed. */
export function isTransient(error: unknown): boolean {
  if (error instanceof DomainError) return error.kind === 'unavailable';
  const code = databaseErrorCode(error);
  if (code !== undefined && (TRANSIENT_CODES.has(code) || TRANSIENT_CLASS.test(code))) return true;
  return error instanceof Error && TRANSIENT_MESSAGE.test(error.message);
}

/** No connection could be had, for whatever reason: nothing has happened, and the same work can be tried again. */
export const databaseAway = (cause: unknown): DomainError =>
  Object.assign(
    fail.unavailable(
      'persistence.database-away',
      'Databasen svarer ikke lige nu. Intet er ændret.',
      'The database does not answer right now. Nothing has changed.',
    ),
    { cause },
  );

export const idempotencyKeyReused = (): DomainError =>
  fail.invalid(
    'http.idempotency-key-reused',
    'Nøglen er allerede brugt til en anden anmodning.',
    'The idempotency key was already used for another request.',
    { whatToDo: { da: 'Brug en ny nøgle til en ny anmodning.', en: 'Use a new key for a new request.' } },
  );

export const resultErased = (): DomainError =>
  fail.conflict(
    'http.result-erased',
    'Anmodningen er udført tidligere, og svaret er slettet sammen med borgerens oplysninger.',
    "The request was carried out before, and its answer was erased with the person's data.",
    { whatToDo: { da: 'Brug en ny nøgle til en ny anmodning.', en: 'Use a new key for a new request.' } },
  );
