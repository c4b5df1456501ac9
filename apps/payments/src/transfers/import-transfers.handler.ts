import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, DomainError, type Clock, type ErrorDetail } from '@ringvirkning/kernel';
import type { ImportedTransfers } from '@ringvirkning/payments-api';
import { recordTransfer, type Signer } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import type { StoredTransferFact } from '../persistence/transfer.store.js';
import { signerOf } from '../runs/signer.js';
import { RecordedTransfers } from './transfer-book.js';
import { readTransferRows, rowError, wrongRows, type TransferRow } from './transfer-rows.js';

const OTHER_AMOUNT = {
  code: 'other-amount',
  da: 'Beløbet er ikke det, der er anvist mellem de to i kørslen.',
  en: 'The amount is not what was authorised between the two in that run.',
};
const UNKNOWN_RUN = {
  code: 'unknown-run',
  da: 'Kontrakten har ingen sådan kørsel.',
  en: 'The contract has no such run.',
};

interface Reading {
  readonly contract: Contract;
  readonly by: Signer;
  /** Of all runs: what a row records is known to those after it. */
  readonly facts: StoredTransferFact[];
}

/** A list of what the bank did with the money of a contract's runs. All of its rows are recorded, or none; a row that says what is known changes nothing. */
@Injectable()
export class ImportTransfersHandler {
  constructor(
    private readonly recorded: RecordedTransfers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `payments.transfer-rows` with every fault of the list at once. */
  execute(contractId: string, text: string, person: Person): Promise<ImportedTransfers> {
    const by = signerOf(person);
    return this.recorded.book.withContract(contractId, async (tx, contract) => {
      const rows = readTransferRows(text, contract);
      const runs = new Map((await this.recorded.book.runs.settledBy(tx, contractId)).map((run) => [run.run.no, run]));
      const reading = { contract, by, facts: await this.recorded.transfers.of(tx, contractId) };
      const errors: ErrorDetail[] = [];
      let recorded = 0;
      for (const row of rows) {
        const done = await this.record(tx, row, runs.get(row.no), reading);
        if (typeof done === 'object') errors.push(done);
        else if (done) recorded += 1;
      }
      if (errors.length > 0) throw wrongRows(errors);
      return { recorded, known: rows.length - recorded };
    });
  }

  /** Whether something was recorded, or what is wrong with the row. */
  private async record(
    tx: Tx,
    { row, payer, payee, amount, word }: TransferRow,
    stored: StoredRun | undefined,
    { contract, by, facts }: Reading,
  ): Promise<boolean | ErrorDetail> {
    if (!stored) return rowError(row, 'run', UNKNOWN_RUN);
    const book = this.recorded.among(facts, stored, contract, { payer, payee });
    if (book.transfer && book.transfer.amount !== amount) return rowError(row, 'amount', OTHER_AMOUNT);
    try {
      const fact = recordTransfer(book, word, 'import', by, this.clock.now());
      await this.recorded.keep(tx, stored, contract, book, fact);
      if (fact) facts.push({ runId: stored.run.runId, payer, payee, fact });
      return fact !== undefined;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, detail } = error.json;
      return { code, row, path: '', da: detail.da, en: detail.en };
    }
  }
}
