import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const WORKER = new URL(`./pdf-text.worker${extname(fileURLToPath(import.meta.url))}`, import.meta.url);
/** A document with a text layer is read in far less; one that is not is not worth more. */
const LONGEST_MS = 10_000;
const MOST_MEMORY_MB = 256;

/** What can be selected as text in a PDF; undefined when it cannot be read, or not in reasonable time. */
export function pdfText(pdf: Buffer): Promise<string | undefined> {
  const copy = new Uint8Array(pdf);
  const worker = new Worker(WORKER, {
    workerData: copy,
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve) => {
    const tooLong = setTimeout(() => resolve(undefined), LONGEST_MS);
    worker.on('message', resolve);
    worker.on('error', () => resolve(undefined));
    worker.on('exit', () => {
      clearTimeout(tooLong);
      resolve(undefined);
    });
  }).finally(() => worker.terminate()) as Promise<string | undefined>;
}
