import { fail } from '@ringvirkning/kernel';
import { IMPORT_COLUMNS, REQUIRED_COLUMNS } from '@ringvirkning/outcomes-domain';

/** Longest row, in characters. */
export const MAX_ROW_LENGTH = 10_000;
export const MAX_ROWS = 200_000;

const KEPT = {
  da: 'Ret filen, og send den igen; rækker, der allerede er modtaget, tælles kun én gang.',
  en: 'Correct the file and send it again; rows that were received already count once only.',
};

export const wrongHeader = (unknown: readonly string[], missing: readonly string[]) =>
  fail.invalid(
    'outcomes.import-header',
    'Filens første linje skal navngive kolonnerne.',
    'The first line of the file must name the columns.',
    {
      whatToDo: {
        da: `Brug kolonnerne ${IMPORT_COLUMNS.join(', ')}; ${REQUIRED_COLUMNS.join(', ')} er påkrævet.`,
        en: `Use the columns ${IMPORT_COLUMNS.join(', ')}; ${REQUIRED_COLUMNS.join(', ')} are required.`,
      },
      errors: [
        ...missing.map((column) => ({
          code: 'outcomes.import-column-missing',
          row: 1,
          path: column,
          da: `Kolonnen ${column} mangler.`,
          en: `The column ${column} is missing.`,
        })),
        ...unknown.map((column) => ({
          code: 'outcomes.import-column-unknown',
          row: 1,
          path: column,
          da: `Kolonnen «${column}» er ukendt.`,
          en: `The column «${column}» is unknown.`,
        })),
      ],
    },
  );

export const emptyFile = () => fail.invalid('outcomes.import-empty', 'Filen er tom.', 'The file is empty.');
export const wrongEncoding = () =>
  fail.invalid('outcomes.import-encoding', 'Filen er ikke i UTF-8.', 'The file is not UTF-8.', {
    whatToDo: {
      da: 'Gem filen som «CSV UTF-8», og send den igen.',
      en: 'Save the file as «CSV UTF-8» and send it again.',
    },
  });
export const tooManyRows = () =>
  fail.invalid(
    'outcomes.import-too-many-rows',
    `Filen har flere end ${MAX_ROWS} rækker.`,
    `The file has more than ${MAX_ROWS} rows.`,
    {
      params: { limit: MAX_ROWS },
      whatToDo: {
        da: 'Del filen; rækker, der allerede er modtaget, tælles kun én gang.',
        en: 'Split the file; rows that were received already count once only.',
      },
    },
  );
export const rowTooLong = (row: number) =>
  fail.invalid(
    'outcomes.import-row-too-long',
    `Række ${row} er længere end ${MAX_ROW_LENGTH} tegn.`,
    `Row ${row} is longer than ${MAX_ROW_LENGTH} characters.`,
    { params: { row }, whatToDo: KEPT },
  );
export const malformedRow = (row: number) =>
  fail.invalid('outcomes.import-malformed', `Række ${row} kan ikke læses.`, `Row ${row} cannot be read.`, {
    params: { row },
    whatToDo: KEPT,
  });
export const brokenOff = () =>
  fail.invalid(
    'outcomes.import-broken-off',
    'Filen blev ikke modtaget helt.',
    'The file was not received completely.',
    { whatToDo: KEPT },
  );
