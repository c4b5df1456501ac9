import type { ErrorDetail } from '@ringvirkning/kernel';

/** A document that cannot be used, with everything that is wrong with it: exit code 2. */
export class Refused extends Error {
  constructor(
    readonly file: string,
    readonly errors: readonly ErrorDetail[],
  ) {
    super(`${file}: ${errors.length} error(s)`);
  }
}

/** The errors as people and editors read them: place first, then both languages. */
export const refusalText = ({ file, errors }: Refused): string =>
  errors.map((error) => `${place(file, error)} ${error.code}\n  da: ${error.da}\n  en: ${error.en}\n`).join('');

function place(file: string, { line, column, row, path }: ErrorDetail): string {
  const where = [
    file,
    ...(line === undefined
      ? row === undefined
        ? []
        : [String(row)]
      : [String(line), ...(column === undefined ? [] : [String(column)])]),
  ].join(':');
  return path ? `${where} ${path}` : where;
}

/** The same for `--json`. */
export const refusalJson = ({ file, errors }: Refused): string =>
  `${JSON.stringify({ format: 'ringvirkning-errors/1', file, errors }, null, 2)}\n`;
