/** The one of the words that was probably meant: not more than a third of the letters are wrong (added, left out or others), at least two may be. */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const allowed = Math.max(2, Math.floor(written.length / 3));
  const [best] = words
    .map((word) => ({ word, distance: distance(written.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= allowed && best.distance < best.word.length ? best.word : undefined;
}

/** Levenshtein, row by row. Words longer than anything in a document's language are not compared. */
function distance(a: string, b: string): number {
  if (a.length > 100) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    row = row.reduce<number[]>(
      (next, above, j) => [
        ...next,
        j === 0 ? i + 1 : Math.min(above + 1, next[j - 1]! + 1, row[j - 1]! + (letter === b[j - 1] ? 0 : 1)),
      ],
      [],
    );
  }
  return row.at(-1)!;
}
