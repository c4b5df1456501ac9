import { defineTask, HeavyWork } from '@ringvirkning/workers';
import type { readPdfText } from './pdf-text.task.js';

const READ_PDF_TEXT = defineTask<typeof readPdfText>(import.meta.url, './pdf-text.task.js', 'readPdfText');
/** A worker of its own: a hostile document uses up this one's time and memory, and keeps nobody else's work waiting. */
const work = new HeavyWork({ workers: 1, staysMs: 30_000, withinMs: 10_000, memoryMb: 256, waiting: 50 });

/** What can be selected as text in a PDF; undefined when it cannot be read, or not in reasonable time. */
export const pdfText = (pdf: Uint8Array): Promise<string | undefined> =>
  work.run(READ_PDF_TEXT, Uint8Array.from(pdf)).catch(() => undefined);
