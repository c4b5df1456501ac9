import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { asJson, CLOCK, type Clock } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import { ContractSettledV1, type FinalSettlement } from '@ringvirkning/payments-api';
import { authoriseFinal, certifyFinal, type FinalStep } from '@ringvirkning/payments-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { signerOf } from '../runs/signer.js';
import { FinalAccounts, type LoadedFinal } from './final-accounts.js';
import { presentFinal, settledOn } from './present-final.js';

/** A contract's final settlement: shown as it stands, certified by one person and authorised by another, who tells the others with it. */
@Injectable()
export class FinalSettlementHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly accounts: FinalAccounts,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `payments.unknown-contract` */
  view(contractId: string, person: Person): Promise<FinalSettlement> {
    return this.db.read(async (tx) => {
      const book = await this.accounts.load(tx, contractId);
      return presentFinal(book, audienceOf(person, book.terms.parties) === 'outside');
    });
  }

  /** @throws DomainError as `certifyFinal` */
  certify(contractId: string, shown: string, person: Person): Promise<FinalSettlement> {
    return this.step(contractId, (book) => certifyFinal(book, shown, signerOf(person), this.clock.now()));
  }

  /** @throws DomainError as `authoriseFinal` */
  authorise(contractId: string, person: Person): Promise<FinalSettlement> {
    return this.step(contractId, async (book, tx) => {
      const step = authoriseFinal(book, signerOf(person), this.clock.now());
      const { no, digest, account } = step;
      const data = { contractId, no, settledOn: settledOn(step), digest, account: asJson(account) };
      await this.outbox.add(tx, ContractSettledV1, { key: contractId, data });
      return step;
    });
  }

  private step(
    contractId: string,
    decide: (book: LoadedFinal, tx: Tx) => FinalStep | Promise<FinalStep>,
  ): Promise<FinalSettlement> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      const book = await this.accounts.load(tx, contractId);
      const step = await decide(book, tx);
      await this.accounts.steps.add(tx, contractId, book.steps.length + 1, step);
      return presentFinal({ ...book, steps: [...book.steps, step] }, false);
    });
  }
}
