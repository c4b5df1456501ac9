import { hash } from 'node:crypto';
import type { Instant } from '@ringvirkning/kernel';
import type { LedgerLine, NewEntry } from './entry.js';
import { amountOutOfRange, movesNothing, unbalanced } from './errors.js';
import { DIMENSION_FIELDS } from './persistence/schema.js';

/** Account, currency and dimensions of a line: what repeats from line to line. Also part of what is hashed, so its form never changes. */
const patternOf = (line: LedgerLine): string =>
  JSON.stringify([line.account, line.currency, ...DIMENSION_FIELDS.map((field) => line[field] ?? null)]);

/** SHA-256 (hex) over everything an entry says except its source; the same for an entry to be booked and for one read back. */
export function inputHash(entry: NewEntry, patterns: readonly string[] = entry.lines.map(patternOf)): string {
  let content = JSON.stringify([entry.key, entry.kind, entry.contractId, entry.effectiveOn, entry.reverses ?? null]);
  entry.lines.forEach((line, index) => (content += `\n${line.amount} ${patterns[index]}`));
  return hash('sha256', content);
}

const LARGEST = 2n ** 63n - 1n;

/** @throws DomainError when an amount is zero or beyond 64 bits, the lines do not sum to zero per currency, or they cancel each other out. */
function validate({ key, lines }: NewEntry, patterns: readonly string[]): void {
  const net = new Map<string, bigint>();
  const totals = new Map<string, bigint>();
  lines.forEach(({ amount, currency }, index) => {
    if (amount === 0n || amount > LARGEST || amount < -LARGEST) throw amountOutOfRange(key);
    totals.set(currency, (totals.get(currency) ?? 0n) + amount);
    net.set(patterns[index]!, (net.get(patterns[index]!) ?? 0n) + amount);
  });
  for (const total of totals.values()) if (total !== 0n) throw unbalanced(key);
  if ([...net.values()].every((amount) => amount === 0n)) throw movesNothing(key);
}

type Scalar = string | number | bigint | boolean | null | undefined;
const quote = (text: string): string =>
  `"${text.includes('"') || text.includes('\\') ? text.replace(/["\\]/g, '\\$&') : text}"`;
const element = (value: Scalar): string =>
  value === null || value === undefined ? 'NULL' : typeof value === 'string' ? quote(value) : String(value);
/** A Postgres array literal; the driver's own serialisation takes several times as long. */
const array = (values: readonly Scalar[]): string => `{${values.map(element).join(',')}}`;

export interface Prepared {
  /** Input hash (hex) by key. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Arguments of `ledger_post`, in order. */
  readonly args: readonly unknown[];
}

/** Checks entries (keys distinct) and turns them into the arguments of one `ledger_post` call. @throws DomainError of kind `invalid`. */
export function prepare(entries: readonly NewEntry[], bookedAt: Instant): Prepared {
  const patterns = new Map<string, { no: number; line: LedgerLine }>();
  const hashes = new Map<string, string>();
  const lines = { entry: [] as number[], no: [] as number[], amount: [] as bigint[], pattern: [] as number[] };
  entries.forEach((entry, index) => {
    const keys = entry.lines.map(patternOf);
    validate(entry, keys);
    hashes.set(entry.key, inputHash(entry, keys));
    entry.lines.forEach((line, position) => {
      let pattern = patterns.get(keys[position]!);
      if (!pattern) patterns.set(keys[position]!, (pattern = { no: patterns.size + 1, line }));
      lines.entry.push(index + 1);
      lines.no.push(position + 1);
      lines.amount.push(line.amount);
      lines.pattern.push(pattern.no);
    });
  });
  const distinct = [...patterns.values()].map(({ line }) => line);
  const of = (value: (entry: NewEntry) => Scalar): string => array(entries.map(value));
  return {
    hashes,
    args: [
      bookedAt,
      of((e) => e.contractId),
      of((e) => e.key),
      Buffer.from([...hashes.values()].join(''), 'hex'),
      of((e) => e.lines.length),
      of((e) => e.effectiveOn),
      of((e) => e.kind),
      of((e) => e.source),
      of((e) => e.reverses),
      array(lines.entry),
      array(lines.no),
      array(lines.amount),
      array(lines.pattern),
      array(distinct.map((l) => l.account)),
      array(distinct.map((l) => l.currency)),
      ...DIMENSION_FIELDS.map((field) => array(distinct.map((l) => l[field]))),
    ],
  };
}
