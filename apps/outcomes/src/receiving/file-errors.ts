import { fail } from '@ringvirkning/kernel';

export const MAX_ROWS = 200_000;

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
export const brokenOff = () =>
  fail.invalid(
    'outcomes.import-broken-off',
    'Filen blev ikke modtaget helt.',
    'The file was not received completely.',
    {
      whatToDo: {
        da: 'Send filen igen; rækker, der allerede er modtaget, tælles kun én gang.',
        en: 'Send the file again; rows that were received already count once only.',
      },
    },
  );
