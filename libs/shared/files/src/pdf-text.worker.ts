import { parentPort, workerData } from 'node:worker_threads';
import { extractText } from 'unpdf';

// A worker of its own: a hostile PDF can use up this thread's time and memory, and nobody else's.
const { text } = await extractText(workerData as Uint8Array, { mergePages: true });
parentPort!.postMessage(text);
