import { compareValues, type Value } from './value.js';

/** What a person has chosen to see of a table. */
export interface Choice {
  readonly search: string;
  /** Column key → the text that its cells must have. */
  readonly filters: Readonly<Record<string, string>>;
  readonly sort: { readonly key: string; readonly down: boolean } | undefined;
}
export const EVERYTHING: Choice = { search: '', filters: {}, sort: undefined };

/** A column as the choice needs it: what its cells hold, and that in words. */
export interface Known<R> {
  readonly key: string;
  value(row: R): Value;
  words(row: R): string;
}

const folded = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .toLocaleLowerCase('da');

/** The rows that fit, in the order chosen. Every word searched for stands somewhere in the row; equal rows keep their order. */
export function chosen<R>(rows: readonly R[], columns: readonly Known<R>[], { search, filters, sort }: Choice): R[] {
  const words = folded(search).trim().split(' ').filter(Boolean);
  const kept = rows.filter((row) => {
    const fits = columns.every(({ key, words: of }) => !filters[key] || of(row) === filters[key]);
    if (!fits || words.length === 0) return fits;
    const all = folded(columns.map((column) => column.words(row)).join(' '));
    return words.every((word) => all.includes(word));
  });
  const by = columns.find(({ key }) => key === sort?.key);
  if (!by) return kept;
  return kept.sort((a, b) => compareValues(by.value(a), by.value(b)) * (sort!.down ? -1 : 1));
}

/** The words that a column's cells have, each once, in order: what one can filter by. */
export const wordsOf = <R>(rows: readonly R[], column: Known<R>): string[] =>
  [...new Set(rows.map((row) => column.words(row)))].sort(new Intl.Collator('da', { numeric: true }).compare);

/** First press: rising; second: falling; third: as it came. */
export function nextSort(now: Choice['sort'], key: string): Choice['sort'] {
  if (now?.key !== key) return { key, down: false };
  return now.down ? undefined : { key, down: true };
}
