import { Injectable } from '@nestjs/common';
import { Ledger } from '@ringvirkning/ledger';
import { asSystem, Database } from '@ringvirkning/persistence';
import type { LedgerCheck, LedgerReport } from '@ringvirkning/service';
import { RunStore } from '../persistence/run.store.js';

/** The ledger is sound in itself, and says the same as the authorised runs. */
@Injectable()
export class BooksCheck implements LedgerCheck {
  constructor(
    private readonly db: Database,
    private readonly ledger: Ledger,
    private readonly runs: RunStore,
  ) {}

  check(): Promise<LedgerReport> {
    return asSystem('books-check', () =>
      this.db.read(async (tx) => {
        const [books, unreconciledContracts] = [await this.ledger.check(tx), await this.runs.unreconciled(tx)];
        return { ...books, unreconciledContracts, ok: books.ok && unreconciledContracts === 0 };
      }),
    );
  }
}
