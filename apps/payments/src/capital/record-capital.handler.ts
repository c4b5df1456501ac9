import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, dateInDenmark, parseMinor, type Clock } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import { Outbox } from '@ringvirkning/outbox';
import {
  CapitalRecordedV1,
  type CapitalRecorded,
  type ContractCapital,
  type RecordCapital,
  type WithdrawCapital,
} from '@ringvirkning/payments-api';
import {
  capitalKey,
  capitalPosting,
  capitalReversalKey,
  recordCapital,
  withdrawCapital,
  type CapitalFact,
} from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { toWire } from '../persistence/capital.store.js';
import type { Contract } from '../persistence/contract.store.js';
import { signerOf } from '../runs/signer.js';
import { CapitalBooks } from './capital-books.js';
import { ViewCapitalHandler } from './view-capital.handler.js';

/** What happened to capital is recorded, booked and told to the others in one transaction; and taken back by a further fact and a counter-entry. */
@Injectable()
export class RecordCapitalHandler {
  constructor(
    private readonly books: CapitalBooks,
    private readonly view: ViewCapitalHandler,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `payments.capital-*` with what there is, `payments.recorded-by-authoriser`. */
  record(contractId: string, { amount, ...word }: RecordCapital, person: Person): Promise<ContractCapital> {
    return this.books.book.withContract(contractId, async (tx, contract) => {
      const book = await this.books.load(tx, contract);
      const at = { factId: randomUUID(), now: this.clock.now() };
      const fact = recordCapital(book, { ...word, amount: parseMinor(amount) }, signerOf(person), at);
      if (fact) {
        await this.keep(tx, contract, fact, null);
        await this.ledger.post(tx, [capitalPosting(contractId, fact, contract.terms)]);
      }
      return this.view.shown(tx, contract, person);
    });
  }

  /** @throws DomainError `payments.nothing-to-withdraw`. */
  withdraw(contractId: string, what: WithdrawCapital, person: Person): Promise<ContractCapital> {
    return this.books.book.withContract(contractId, async (tx, contract) => {
      const book = await this.books.load(tx, contract);
      const at = { factId: randomUUID(), now: this.clock.now() };
      const { fact, takes } = withdrawCapital(book, what, signerOf(person), at);
      await this.keep(tx, contract, fact, takes.factId);
      const entry = { key: capitalKey(takes.factId), reversalKey: capitalReversalKey(fact.factId) };
      await this.ledger.reverse(tx, [{ ...entry, effectiveOn: dateInDenmark(at.now), source: fact.factId }]);
      return this.view.shown(tx, contract, person);
    });
  }

  private async keep(tx: Tx, contract: Contract, fact: CapitalFact, withdraws: string | null): Promise<void> {
    const { contractId, currency } = contract;
    await this.books.facts.add(tx, contract, fact, withdraws);
    const data: CapitalRecorded = {
      ...{ factId: fact.factId, contractId, place: fact.place, currency, withdraws },
      movements: fact.type === 'withdrawn' ? [] : toWire(fact.movements),
    };
    await this.outbox.add(tx, CapitalRecordedV1, { key: contractId, data });
  }
}
