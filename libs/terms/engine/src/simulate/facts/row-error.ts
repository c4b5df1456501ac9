import type { ErrorDetail, Sentence } from '@ringvirkning/kernel';

/** An error of one row of facts, in the named column. */
export const rowError = (row: number, column: string | undefined, code: string, { da, en }: Sentence): ErrorDetail => ({
  code: `facts.${code}`,
  row,
  ...(column === undefined ? {} : { path: column }),
  da,
  en,
});

export const tooMany = (count: number, most: number, column?: string): ErrorDetail =>
  rowError(1, column, 'too-many', {
    da: `${count} i alt; her kan højst ${most} beregnes ad gangen.`,
    en: `${count} in all; at most ${most} can be computed here at a time.`,
  });
