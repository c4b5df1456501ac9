import { fileTooLarge, uploadCutOff } from './errors.js';

/** Stops reading at the limit. @throws fileTooLarge; uploadCutOff when the source breaks off. */
export async function* counted(source: AsyncIterable<Buffer>, largest: number): AsyncGenerator<Buffer> {
  let length = 0;
  const chunks = source[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch(() => Promise.reject(uploadCutOff()));
    if (next.done) return;
    length += next.value.length;
    if (length > largest) throw fileTooLarge(largest);
    yield next.value;
  }
}
