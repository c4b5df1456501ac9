import { Injectable } from '@nestjs/common';
import type { PaymentAuthorised } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { Books } from '../booking/books.js';
import type { Contract } from '../purses/contract.js';
import { bookPayments, type Booking } from '../purses/entries.js';
import { ContractStore } from '../persistence/contract.store.js';
import { PaymentRunStore } from '../persistence/payment-run.store.js';

@Injectable()
export class BookPaymentsHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly runs: PaymentRunStore,
    private readonly books: Books,
  ) {}

  /** Keeps authorised runs and books them; those whose contract has not arrived yet wait for it, because its parties say whose purses they move. */
  async consume(tx: Tx, runs: readonly PaymentAuthorised[]): Promise<void> {
    await this.contracts.lock(
      tx,
      runs.map(({ contractId }) => contractId),
    );
    await this.runs.add(tx, runs);
    const bookings: (Booking | null)[] = [];
    for (const run of runs) {
      const contract = await this.contracts.find(tx, run.contractId);
      if (contract) bookings.push(bookPayments(contract, run));
    }
    await this.books.book(tx, bookings);
  }

  /** Books the runs that arrived before their contract. */
  async bookWaiting(tx: Tx, contract: Contract): Promise<void> {
    const runs = await this.runs.ofContract(tx, contract.contractId);
    await this.books.book(
      tx,
      runs.map((run) => bookPayments(contract, run)),
    );
  }
}
