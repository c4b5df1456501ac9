import { hash } from 'node:crypto';

/** JSON with sorted keys and no white space; bigints become digit strings, undefined members vanish. The basis of every digest, and so written for speed. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  return Array.isArray(value) ? list(value) : object(value as Readonly<Record<string, unknown>>);
}

function list(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += `${text === '' ? '' : ','}${canonicalJson(value ?? null)}`;
  return `[${text}]`;
}

function object(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  // By UTF-16 code units, as RFC 8785 sorts.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Letters that stand for themselves; most texts are short and have no others. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]{0,64}$/;
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** A value as JSON has it: amounts are digit strings, undefined members are gone. */
export type AsJson<T> = T extends bigint
  ? string
  : T extends string
    ? T
    : T extends readonly (infer U)[]
      ? readonly AsJson<U>[]
      : T extends object
        ? { readonly [K in keyof T]: AsJson<T[K]> }
        : T;
export const asJson = <T>(value: T): AsJson<T> => JSON.parse(canonicalJson(value)) as AsJson<T>;

export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex');

/** SHA-256 of the canonical JSON, lower-case hex. */
export const digestOf = (value: unknown): string => sha256Hex(canonicalJson(value));
