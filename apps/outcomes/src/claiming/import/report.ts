import type { ImportError, ImportReport } from '@ringvirkning/outcomes-api';

const MAX_ERRORS = 1_000;

/** What became of one row. */
export interface RowResult {
  readonly status: 'accepted' | 'refused' | 'repeated' | 'failed';
  readonly errors: readonly ImportError[];
}

/** The answer of an import as it grows: counts, and the first errors. */
export class Report {
  private readonly counts = { rows: 0, accepted: 0, refused: 0, repeated: 0, failed: 0, enrolled: 0 };
  private readonly errors: ImportError[] = [];
  private omitted = 0;

  constructor(private readonly importId: string) {}

  get rows(): number {
    return this.counts.rows;
  }

  add(results: readonly RowResult[], enrolled: number): void {
    this.counts.enrolled += enrolled;
    for (const { status, errors } of results) {
      this.counts.rows += 1;
      this.counts[status] += 1;
      const room = MAX_ERRORS - this.errors.length;
      this.errors.push(...errors.slice(0, room));
      this.omitted += Math.max(0, errors.length - room);
    }
  }

  toJson(): ImportReport {
    return {
      importId: this.importId,
      ...this.counts,
      errors: [...this.errors].sort((a, b) => a.row - b.row),
      errorsOmitted: this.omitted,
    };
  }
}
