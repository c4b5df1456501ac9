import { hideCpr, type Row } from '@ringvirkning/reading';
import type { ImportError, ImportReport } from '@ringvirkning/outcomes-api';
import { takingTurns } from '@ringvirkning/workers';
import { ReturnedRows, type Language } from '../../receiving/returned-rows.js';

const MAX_ERRORS = 1_000;
const MAX_FILES = 200;
const DIFFERING = ['outcomes.repeat-differs', 'outcomes.reference-taken', 'outcomes.import-person-differs'];

/** What became of one row. */
export interface RowResult {
  readonly row: Row;
  readonly status: 'accepted' | 'refused' | 'repeated' | 'failed';
  readonly errors: readonly ImportError[];
}

/** A file beside the rows, and what is wrong with it. */
export type FileFault = ImportReport['files'][number];

/** The answer of an import as it grows: counts, the first errors, and the rows that go back. */
export class Report {
  private readonly counts = { rows: 0, accepted: 0, refused: 0, repeated: 0, failed: 0, enrolled: 0, differing: 0 };
  private readonly errors: ImportError[] = [];
  private omitted = 0;
  private readonly returned: ReturnedRows;
  private files: readonly FileFault[] = [];

  constructor(
    private readonly of: Pick<ImportReport, 'importId' | 'preview' | 'digest'>,
    language: Language,
  ) {
    this.returned = new ReturnedRows(language);
  }

  get rows(): number {
    return this.counts.rows;
  }

  async add(results: readonly RowResult[], enrolled: number): Promise<void> {
    this.counts.enrolled += enrolled;
    const turns = takingTurns();
    for (const { row, status, errors } of results) {
      this.counts.rows += 1;
      this.counts[status] += 1;
      if (errors.some(({ code }) => DIFFERING.includes(code))) this.counts.differing += 1;
      const room = MAX_ERRORS - this.errors.length;
      this.errors.push(...errors.slice(0, room));
      this.omitted += Math.max(0, errors.length - room);
      if (errors.length > 0) this.returned.add(row, errors);
      await turns();
    }
  }

  tellFiles(files: readonly FileFault[]): void {
    this.files = files.slice(0, MAX_FILES).map((file) => ({ ...file, name: hideCpr(file.name) }));
  }

  toJson(): ImportReport {
    return {
      ...this.of,
      ...this.counts,
      errors: [...this.errors].sort((a, b) => a.row - b.row),
      errorsOmitted: this.omitted,
      files: [...this.files],
      returned: this.returned.toJson(),
    };
  }
}
