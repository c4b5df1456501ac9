import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import type { Due as DueView, DueAuthorised } from '@ringvirkning/payments-api';
import { authoriseDue, certifyDue, dueAtFault, duePosting, objectToDue } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { Appropriations } from '../appropriations/appropriations.js';
import { signerOf } from '../runs/signer.js';
import { dueBudget } from './due-budget.js';
import { DueAnswers } from './due-answers.js';
import { DueBook, type DueInBook } from './due-book.js';

/** Two persons pay what is due, or one objects. Booking and answer are one transaction. */
@Injectable()
export class SignDueHandler {
  constructor(
    private readonly book: DueBook,
    private readonly answers: DueAnswers,
    private readonly ledger: Ledger,
    private readonly appropriations: Appropriations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  certify(dueId: string, person: Person): Promise<DueView> {
    return this.book.step(dueId, async (tx, due) => {
      const fact = certifyDue(signable(due), signerOf(person), due.amounts ?? [], parties(due), this.clock.now());
      await this.check(tx, due);
      return fact;
    });
  }

  /** @throws DomainError `payments.beyond-appropriation` with what is missing in each budget year. */
  authorise(dueId: string, person: Person): Promise<DueView> {
    return this.book.step(dueId, async (tx, due) => {
      const now = this.clock.now();
      const fact = authoriseDue(signable(due), signerOf(person), due.amounts ?? [], parties(due), now);
      await this.check(tx, due);
      const appropriated = await this.appropriations.of(due.due.claim.contractId);
      this.appropriations.mustCover(dueBudget(due, appropriated), due.due.claim.currency);
      await this.post(tx, due);
      await this.answers.tell(tx, due.due, 'authorised', null, now);
      const payments = paymentsOf(due);
      await this.answers.announce(tx, due.due.claim, { dueId, payments });
      return { ...fact, payments };
    });
  }

  object(dueId: string, reason: string, person: Person): Promise<DueView> {
    return this.book.step(dueId, async (tx, due) => {
      const now = this.clock.now();
      const fact = objectToDue(signable(due), signerOf(person), reason, now);
      await this.answers.tell(tx, due.due, 'objected', reason, now);
      return fact;
    });
  }

  /** What was not known when the claim came may be known now. */
  private async check(tx: Tx, { due }: DueInBook): Promise<void> {
    const fault = await this.book.fault(tx, due);
    if (fault) throw dueAtFault(fault);
  }

  private async post(tx: Tx, { due, amounts, version }: DueInBook): Promise<void> {
    if (!amounts || amounts.length === 0) return;
    const { contractId, cutOff, currency } = due.claim;
    const terms = version!.terms;
    await this.ledger.post(tx, [duePosting({ id: due.dueId, contractId, cutOff, currency, amounts, terms })]);
  }
}

const signable = ({ status, due }: DueInBook) => ({ status, certified: due.certified });
const paymentsOf = ({ amounts = [] }: DueInBook): DueAuthorised['payments'] =>
  amounts.map(({ payer, payee, budgetYear, amount }) => ({ payer, payee, budgetYear, amount: amount.toString() }));
const parties = ({ version }: DueInBook) => ({ parties: version?.terms.parties ?? [] });
