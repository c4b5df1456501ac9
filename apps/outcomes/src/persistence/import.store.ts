import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { ImportReport } from '@ringvirkning/outcomes-api';
import { requestContext, type Tx } from '@ringvirkning/persistence';

@Injectable()
export class ImportStore {
  async start(tx: Tx, importId: string, contractId: string, at: Instant): Promise<void> {
    await tx.query('INSERT INTO import (import_id, contract_id, started_at, started_by) VALUES ($1, $2, $3, $4)', [
      importId,
      contractId,
      at,
      requestContext.get().actor.subject,
    ]);
  }

  /** How far it came, whether it went to the end or broke off. A sentence may quote what a row held, so codes are kept and sentences are not. */
  async finish(tx: Tx, report: ImportReport, at: Instant): Promise<void> {
    const { returned: _returned, files, errors, ...counts } = report;
    await tx.query('UPDATE import SET finished_at = $2, report = $3 WHERE import_id = $1', [
      report.importId,
      at,
      JSON.stringify({
        ...counts,
        errors: errors.map(({ row, column, code }) => ({ row, column, code })),
        files: files.map(({ code }) => ({ code })),
      }),
    ]);
  }
}
