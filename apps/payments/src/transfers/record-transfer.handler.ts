import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { RecordTransfer, Transfer, WithdrawTransfer } from '@ringvirkning/payments-api';
import { recordTransfer, withdrawWord, type TransferBook, type TransferFact } from '@ringvirkning/payments-domain';
import { signerOf } from '../runs/signer.js';
import { RecordedTransfers, type Between } from './transfer-book.js';

/** What the bank did with the money of a run, recorded by hand; and taken back by a further fact. */
@Injectable()
export class RecordTransferHandler {
  constructor(
    private readonly recorded: RecordedTransfers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  record(runId: string, { state: type, payer, payee, ...word }: RecordTransfer, person: Person): Promise<Transfer> {
    return this.decide(runId, { payer, payee }, (book) =>
      recordTransfer(book, { type, ...word }, 'hand', signerOf(person), this.clock.now()),
    );
  }

  withdraw(runId: string, { payer, payee, ...what }: WithdrawTransfer, person: Person): Promise<Transfer> {
    return this.decide(runId, { payer, payee }, (book) => withdrawWord(book, what, signerOf(person), this.clock.now()));
  }

  private decide(
    runId: string,
    between: Between,
    decision: (book: TransferBook) => TransferFact | undefined,
  ): Promise<Transfer> {
    return this.recorded.book.withRun(runId, async (tx, stored, contract) => {
      const book = await this.recorded.one(tx, stored, contract, between);
      return this.recorded.keep(tx, stored, contract, book, decision(book));
    });
  }
}
