import type { ErrorDetail } from '@ringvirkning/kernel';
import { JSON_BUDGET, jsonExcess } from '@ringvirkning/reading';
import type { z } from 'zod';
import { Refused } from './refused.js';

/** What a file is expected to be; errors begin with its name. */
interface Expected<S extends z.ZodType> {
  readonly name: string;
  readonly format: string;
  readonly schema: S;
}

/** A JSON document of a known format. @throws Refused with all that does not fit */
export function readDocument<S extends z.ZodType>(
  file: string,
  text: string,
  { name, format, schema }: Expected<S>,
): z.output<S> {
  if (jsonExcess(text, Infinity))
    throw new Refused(file, [
      {
        code: `${name}.too-deep`,
        da: `Filen har flere end ${JSON_BUDGET['too-deep']} lister og objekter inden i hinanden.`,
        en: `The file has more than ${JSON_BUDGET['too-deep']} lists and objects within each other.`,
      },
    ]);
  const read = schema.safeParse(parsed(file, text, name));
  if (read.success) return read.data;
  throw new Refused(
    file,
    read.error.issues.map(({ path, message }): ErrorDetail => ({
      code: `${name}.invalid`,
      path: path.join('.'),
      da: `Passer ikke til formatet ${format}: ${message}`,
      en: `Does not fit the format ${format}: ${message}`,
    })),
  );
}

function parsed(file: string, text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    throw new Refused(file, [
      { code: `${name}.not-json`, da: `Filen er ikke JSON: ${message}`, en: `The file is not JSON: ${message}` },
    ]);
  }
}
