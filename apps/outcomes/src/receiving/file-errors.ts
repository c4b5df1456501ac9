import { fail } from '@ringvirkning/kernel';

export const tooManyRows = (limit: number) =>
  fail.invalid(
    'outcomes.import-too-many-rows',
    `Filen har flere end ${limit} rækker.`,
    `The file has more than ${limit} rows.`,
    {
      params: { limit },
      whatToDo: {
        da: 'Del filen; rækker, der allerede er modtaget, tælles kun én gang.',
        en: 'Split the file; rows that were received already count once only.',
      },
    },
  );
export const anotherFile = () =>
  fail.conflict(
    'outcomes.import-another-file',
    'Filen er ikke den, der blev set igennem; intet er gemt.',
    'The file is not the one that was looked through; nothing was stored.',
    {
      whatToDo: {
        da: 'Se filen igennem igen, og indlæs den så.',
        en: 'Look the file through again, and then import it.',
      },
    },
  );
export const notOneTable = (tables: number) =>
  fail.invalid(
    'outcomes.import-not-one-table',
    tables === 0 ? 'Der er ingen tabel blandt filerne.' : 'Der er flere tabeller blandt filerne.',
    tables === 0 ? 'There is no table among the files.' : 'There are several tables among the files.',
    {
      params: { tables },
      whatToDo: {
        da: 'Send én CSV-fil eller ét regneark sammen med dokumentationen.',
        en: 'Send one CSV file or one workbook together with the evidence.',
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
