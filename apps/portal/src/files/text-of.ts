import type { Sentence } from '@ringvirkning/kernel';
import { readText, UnreadableFile } from '@ringvirkning/reading';

/** A file's text by the same reader that the services have, or why it cannot be read. `File.text()` would turn every letter it does not know into �. */
export async function textOf(
  file: Pick<Blob, 'arrayBuffer'>,
): Promise<{ readonly text?: string; readonly fault?: Sentence }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return { text: readText(bytes) };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { fault, more } = error;
    return { fault: { da: `${fault.da} ${more.whatToDo?.da ?? ''}`, en: `${fault.en} ${more.whatToDo?.en ?? ''}` } };
  }
}
