import { createHash } from 'node:crypto';

/** JSON with sorted keys and no white space; bigints become digit strings, undefined members vanish. The basis of every digest. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** A value as JSON has it: amounts are digit strings, undefined members are gone. */
export type AsJson<T> = T extends bigint
  ? string
  : T extends readonly (infer U)[]
    ? readonly AsJson<U>[]
    : T extends object
      ? { readonly [K in keyof T]: AsJson<T[K]> }
      : T;
export const asJson = <T>(value: T): AsJson<T> => JSON.parse(canonicalJson(value)) as AsJson<T>;

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** SHA-256 of the canonical JSON, lower-case hex. */
export const digestOf = (value: unknown): string => sha256Hex(canonicalJson(value));
