import { HttpError } from '@ringvirkning/http';
import { fail } from '@ringvirkning/kernel';

const megabytes = (bytes: number): string => String(Math.floor(bytes / 1_000_000));

export const fileTooLarge = (limit: number) =>
  new HttpError(
    413,
    'files.too-large',
    {
      da: `Filen er større end ${megabytes(limit)} MB.`,
      en: `The file is larger than ${megabytes(limit)} MB.`,
    },
    {
      whatToDo: {
        da: 'Del den, eller gem den i en lavere opløsning.',
        en: 'Split it, or save it at a lower resolution.',
      },
    },
  );

export const fileEmpty = () =>
  fail.invalid('files.empty', 'Filen er tom.', 'The file is empty.', { params: { field: 'file' } });

export const typeNotTaken = () =>
  new HttpError(
    415,
    'files.type-not-taken',
    {
      da: 'Filens indhold er ikke af en type, der tages imod.',
      en: 'The content of the file is not of a type that is taken.',
    },
    {
      whatToDo: {
        da: 'Send PDF, et billede (JPEG, PNG, WebP, GIF, HEIC) eller et dokument (DOCX, XLSX, ODT, ODS).',
        en: 'Send a PDF, a picture (JPEG, PNG, WebP, GIF, HEIC) or a document (DOCX, XLSX, ODT, ODS).',
      },
    },
  );

export const fileDisguised = (named: string, mediaType: string) =>
  new HttpError(
    415,
    'files.disguised',
    {
      da: `Filen kalder sig .${named}, men indholdet er ${mediaType}.`,
      en: `The file calls itself .${named}, but its content is ${mediaType}.`,
    },
    { whatToDo: { da: 'Gem den igen i den rigtige type.', en: 'Save it again as the right type.' } },
  );

export const uploadCutOff = () =>
  fail.invalid(
    'files.cut-off',
    'Filen blev ikke modtaget helt, så intet er gemt.',
    'The file was not received completely, so nothing was kept.',
    { params: { field: 'file' }, whatToDo: { da: 'Send den igen.', en: 'Send it again.' } },
  );

export const fileMissing = () =>
  fail.notFound(
    'files.missing',
    'Filen er ikke i lageret. Driften skal se på det.',
    'The file is not in the store. Operations must look at it.',
  );

export const fileDamaged = () =>
  fail.unavailable(
    'files.damaged',
    'Filen i lageret er ikke den, der blev gemt, og vises derfor ikke. Driften skal se på det.',
    'The file in the store is not the one that was kept, so it is not shown. Operations must look at it.',
  );
