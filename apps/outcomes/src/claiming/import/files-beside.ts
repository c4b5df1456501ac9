import { cprIn, textFault, type Fault } from '@ringvirkning/reading';
import type { FileFault } from './report.js';

/** The files that came beside the rows, by name: the digest of each, or why it was not taken. */
export class FilesBeside {
  private readonly files = new Map<string, string | Fault>();
  private readonly unused = new Map<string, string>();
  private readonly warnings: FileFault[] = [];

  /** @param file its digest, or what is wrong with it */
  add(name: string, file: string | Fault): void {
    const key = keyOf(name);
    this.files.set(key, this.files.has(key) ? TWICE : file);
    this.unused.set(key, name);
  }

  warn(name: string, warning: Fault): void {
    this.warnings.push({ name, ...warning });
  }

  use(name: string): string | Fault {
    this.unused.delete(keyOf(name));
    return this.files.get(keyOf(name)) ?? missing(name);
  }

  /** Files that were not taken, that no row names, or that are worth a look. */
  told(): FileFault[] {
    const refused = [...this.files].flatMap(([name, file]) => (typeof file === 'string' ? [] : [{ name, ...file }]));
    const unused = [...this.unused].filter(([key]) => typeof this.files.get(key) === 'string');
    return [...refused, ...unused.map(([, name]) => noRow(name)), ...this.warnings];
  }
}

/** Systems differ in whether letter case tells names apart. */
export const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();

/** Why a file of this name is not taken, whatever is in it. */
export const nameFault = (name: string): Fault | undefined => (cprIn(name) ? CPR_IN_NAME : textFault(name));

const missing = (name: string): Fault => ({
  code: 'outcomes.evidence-file-missing',
  da: `Filen «${name}» er ikke sendt med. Send den sammen med rækkerne, eller ret navnet.`,
  en: `The file «${name}» was not sent along. Send it together with the rows, or correct the name.`,
});
const noRow = (name: string): FileFault => ({
  name,
  code: 'outcomes.evidence-file-unused',
  da: 'Ingen række nævner filen, så den bliver ikke gemt.',
  en: 'No row names the file, so it is not kept.',
});
const TWICE: Fault = {
  code: 'outcomes.evidence-file-twice',
  da: 'To filer har dette navn. Omdøb den ene.',
  en: 'Two files have this name. Rename one of them.',
};
const CPR_IN_NAME: Fault = {
  code: 'outcomes.cpr-in-file-name',
  da: 'Filens navn ser ud til at indeholde et CPR-nummer. Omdøb den.',
  en: 'The name of the file seems to hold a CPR number. Rename it.',
};
