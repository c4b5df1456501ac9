import { cprIn, hideCpr, plainAddress } from '@ringvirkning/reading';

/** Members that never reach a log: credentials, whatever names a person, and whole bodies. Compared without case, hyphens and underscores. */
const SECRET_NAMES = new Set([
  'authorization',
  'cookie',
  'setcookie',
  'password',
  'secret',
  'clientsecret',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'nkey',
  'seed',
  'natsnkeyseed',
  'pseudonymkey',
  'databaseurl',
  'migrationdatabaseurl',
  'cpr',
  'name',
  'givenname',
  'familyname',
  'firstname',
  'lastname',
  'fullname',
  'email',
  'phone',
  'address',
  'birthdate',
  'body',
  'rawbody',
]);
const MAX_DEPTH = 6;
const MAX_ITEMS = 50;

/** Ten digits that may be a mistyped personal number, but not inside an UUID (the first alternative takes those) or inside a longer number. */
const TEN_DIGITS_OR_UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<!\d)\d{6}[- ]?\d{4}(?!\d)/gi;
const UUID_LENGTH = 36;
const CREDENTIALS_IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+(?::[^\s/@]*)?@/gi;

/** What an address hides in its encoding is shown, to be found. */
const shown = (text: string): string => (/[%+]/.test(text) && cprIn(plainAddress(text)) ? plainAddress(text) : text);

/** Text without personal numbers and without credentials in URLs. */
export const scrub = (text: string): string =>
  hideCpr(shown(text))
    .replace(TEN_DIGITS_OR_UUID, (match) => (match.length === UUID_LENGTH ? match : '[cpr]'))
    .replace(CREDENTIALS_IN_URL, '$1[redacted]@');

/** A loggable copy of any value: secret members replaced, texts scrubbed, errors reduced to what explains them, long or deep parts cut. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value === 'bigint' || typeof value === 'number')
    return scrub(String(value)) === String(value) ? jsonNumber(value) : '[cpr]';
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      scrub(key),
      isSecret(key) ? '[redacted]' : redact(member, depth + 1),
    ]),
  );
}

const jsonNumber = (value: bigint | number): string | number => (typeof value === 'bigint' ? value.toString() : value);
const isSecret = (key: string): boolean => SECRET_NAMES.has(key.replaceAll(/[-_]/g, '').toLowerCase());

/** Not the whole error: a database error carries the statement's parameters, which are people's data. */
function redactError(error: Error, depth: number): Record<string, unknown> {
  const { code, constraint, cause } = error as { code?: unknown; constraint?: unknown; cause?: unknown };
  return {
    type: error.constructor.name,
    message: scrub(error.message),
    stack: error.stack === undefined ? undefined : scrub(error.stack),
    code: redact(code, depth + 1),
    constraint: redact(constraint, depth + 1),
    cause: redact(cause, depth + 1),
  };
}
