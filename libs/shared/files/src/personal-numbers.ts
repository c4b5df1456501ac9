import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { cprIn } from '@ringvirkning/reading';
import { pdfText } from './pdf-text.js';

/** Larger PDFs are pictures of paper, and are not looked through for text. */
const LARGEST_READ = 8_000_000;

/** Whether the text layer of a PDF holds a personal number; what cannot be read does not. */
export async function holdsCpr(
  { mediaType, size }: { readonly mediaType: string; readonly size: number },
  open: () => Promise<Readable>,
): Promise<boolean> {
  if (mediaType !== 'application/pdf' || size > LARGEST_READ) return false;
  return cprIn((await pdfText(await buffer(await open()))) ?? '');
}
