import type { ErrorDetail } from '@ringvirkning/kernel';

/** From where to where in the text an error lies: from its column to the end of the word there. Lines and columns count from 1. */
export function placeOf(text: string, line: number, column = 1): { readonly start: number; readonly end: number } {
  const lines = text.split('\n');
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const lineStart = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
  const { from, to } = wordAt(lines[at]!, column);
  return { start: lineStart + from, end: lineStart + to };
}

/** The word that begins at a column; on nothing but blanks, the whole line. */
export function wordAt(line: string, column: number): { readonly from: number; readonly to: number } {
  const word = /^[^\s,\]}]+/.exec(line.slice(column - 1));
  if (word) return { from: column - 1, to: column - 1 + word[0].length };
  const from = line.search(/\S/);
  return from < 0 ? { from: 0, to: line.length } : { from, to: line.trimEnd().length };
}

/** The first error of each line that has one. */
export const firstByLine = (errors: readonly ErrorDetail[]): ReadonlyMap<number, ErrorDetail> =>
  new Map(
    errors
      .filter(({ line }) => line !== undefined)
      .map((error) => [error.line!, error] as const)
      .reverse(),
  );
