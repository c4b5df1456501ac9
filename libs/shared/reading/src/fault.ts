import { fail, type DomainError, type Sentence } from '@ringvirkning/kernel';

/** What is wrong with something that was written, and what to write instead. Codes are without scope: whoever reads for a service adds its own. */
export interface Fault extends Sentence {
  readonly code: string;
}
/** A fault of one row, in the named column. */
export interface RowFault extends Fault {
  readonly column?: string;
}

export const isFault = (read: object | string | null): read is Fault => typeof read === 'object' && read !== null;

/** A file that cannot be read on: its encoding, its header, or where its rows begin and end. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  constructor(
    readonly fault: Fault,
    readonly more: {
      readonly row?: number;
      readonly whatToDo?: Sentence;
      readonly columns?: readonly (Fault & { readonly column: string })[];
    } = {},
  ) {
    super(fault.en);
  }

  /** The same under a service's codes: `outcomes.import-` and the fault's. */
  as(prefix: string): DomainError {
    const { row, whatToDo, columns } = this.more;
    return fail.invalid(prefix + this.fault.code, this.fault.da, this.fault.en, {
      ...(row !== undefined && { params: { row } }),
      ...(whatToDo && { whatToDo }),
      ...(columns && {
        errors: columns.map(({ column, code, da, en }) => ({
          code: prefix + code,
          row: row ?? 1,
          path: column,
          da,
          en,
        })),
      }),
    });
  }
}
