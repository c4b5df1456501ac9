import { scrub } from '@ringvirkning/observability';

/** Shorter texts stand in half of all words. */
const SHORTEST = 6;
const HIDDEN = '[secret]';

/** As a secret may stand in an address, or as the bytes of a key in another writing. */
const writingsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret, 'base64').toString('hex'),
];

/** Takes these secrets, personal numbers and credentials in addresses out of everything that is given to it, names of members included. */
export function cleaner(secrets: readonly string[]): (value: unknown) => unknown {
  const hidden = [...new Set(secrets.flatMap(writingsOf))]
    .filter(({ length }) => length >= SHORTEST)
    // A secret that is part of another goes with it.
    .sort((one, other) => other.length - one.length);
  const text = (given: string): string =>
    scrub(hidden.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), given));
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number') return scrub(String(value)) === String(value) ? value : HIDDEN;
    if (Array.isArray(value)) return value.map(clean);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [text(name), clean(part)]));
  };
  return clean;
}
