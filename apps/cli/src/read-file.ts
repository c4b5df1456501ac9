import { cprIn, readText, UnreadableFile } from '@ringvirkning/reading';

/** The text of a file, by the reader that the services have. @throws Error when its letters would become others, or its name holds a personal number: names are printed. */
export function readFile(path: string, read: (path: string) => Uint8Array): string {
  if (cprIn(path)) throw new Error("the file's name seems to hold a CPR number; give the file another name");
  try {
    return readText(read(path));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new Error(`${path}: ${error.fault.en} ${error.more.whatToDo?.en ?? ''}`, { cause: error });
  }
}
