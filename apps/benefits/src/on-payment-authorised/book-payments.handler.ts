import { Injectable } from '@nestjs/common';
import type { DueAuthorised, PaymentAuthorised } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { Books } from '../booking/books.js';
import type { Contract } from '../purses/contract.js';
import { bookPayments, type Booking } from '../purses/entries.js';
import { ContractStore } from '../persistence/contract.store.js';
import { DuePaymentStore } from '../persistence/due-payment.store.js';
import { PaymentRunStore } from '../persistence/payment-run.store.js';

@Injectable()
export class BookPaymentsHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly runs: PaymentRunStore,
    private readonly dues: DuePaymentStore,
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

  /** The same for what was due to others by a contract that a partner leads. */
  async consumeDue(tx: Tx, dues: readonly DueAuthorised[]): Promise<void> {
    const contractIds = [...new Set(dues.map(({ contractId }) => contractId))];
    await this.contracts.lock(tx, contractIds);
    await this.dues.add(tx, dues);
    for (const contractId of contractIds) {
      const contract = await this.contracts.find(tx, contractId);
      if (contract) await this.bookWaiting(tx, contract);
    }
  }

  /** Books what arrived before its contract. */
  async bookWaiting(tx: Tx, contract: Contract): Promise<void> {
    const { contractId } = contract;
    const runs = [...(await this.runs.ofContract(tx, contractId)), ...(await this.dues.ofContract(tx, contractId))];
    await this.books.book(
      tx,
      runs.map((run) => bookPayments(contract, run)),
    );
  }
}
