import { fileTypeFromBuffer } from 'file-type';
import { fileDisguised, typeNotTaken } from './errors.js';

/** Types that are taken, each with the endings of names that mean it. Nothing that a browser would run. */
const ENDINGS = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/heic': ['heic', 'heif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type MediaType = keyof typeof ENDINGS;
export const MEDIA_TYPES = Object.keys(ENDINGS) as readonly MediaType[];

/**
 * The type of a file by its first bytes. Neither its name nor what the sender says counts; a name that says something else is refused as well.
 * @throws typeNotTaken, fileDisguised
 */
export async function recognise(head: Buffer, name: string | undefined): Promise<MediaType> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const mediaType = MEDIA_TYPES.find((type) => type === found?.mime);
  if (!mediaType) throw typeNotTaken();
  const ending = /\.([a-z0-9]+)$/i.exec(name ?? '')?.[1]?.toLowerCase();
  if (ending !== undefined && !(ENDINGS[mediaType] as readonly string[]).includes(ending))
    throw fileDisguised(ending, mediaType);
  return mediaType;
}
