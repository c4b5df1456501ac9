import { UnreadableFile } from '@ringvirkning/reading';

export const notAZip = (): UnreadableFile =>
  new UnreadableFile({
    code: 'not-a-zip',
    da: 'Filen er ødelagt eller skåret af: den kan ikke pakkes ud. Gem den igen, og send den igen.',
    en: 'The file is damaged or cut off: it cannot be unpacked. Save it again and send it again.',
  });
export const tooLarge = (bytes: number): UnreadableFile =>
  new UnreadableFile({
    code: 'zip-too-large',
    da: `Filen fylder mere end ${Math.floor(bytes / 1_000_000)} MB, når den pakkes ud. Del den.`,
    en: `The file is larger than ${Math.floor(bytes / 1_000_000)} MB when it is unpacked. Split it.`,
  });
export const tooMany = (entries: number): UnreadableFile =>
  new UnreadableFile({
    code: 'zip-too-many',
    da: `Filen indeholder flere end ${entries} filer. Del den.`,
    en: `The file holds more than ${entries} files. Split it.`,
  });
