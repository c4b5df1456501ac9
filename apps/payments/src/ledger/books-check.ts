import { Inject, Injectable } from '@nestjs/common';
import { Ledger } from '@ringvirkning/ledger';
import { asSystem, Database } from '@ringvirkning/persistence';
import type { LedgerCheck, LedgerReport } from '@ringvirkning/service';
import { RunStore } from '../persistence/run.store.js';

/** The ledger is sound in itself, and says the same as the authorised runs. */
@Injectable()
export class BooksCheck implements LedgerCheck {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(RunStore) private readonly runs: RunStore,
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
