import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import type { Run as RunView } from '@ringvirkning/payments-api';
import { authorise, runPostings } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { Appropriations } from '../appropriations/appropriations.js';
import type { Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import { ClaimParts } from '../partner-claims/claim-parts.js';
import { Publications } from '../publishing/publications.js';
import { runBudget } from './run-budget.js';
import { RunAnnouncement } from './run-announcement.js';
import { RunBook } from './run-book.js';
import { signerOf } from './signer.js';

/** The second of two persons. The run is computed once more from its facts, booked, and told to the others and to partners: all in one transaction. */
@Injectable()
export class AuthoriseRunHandler {
  constructor(
    private readonly book: RunBook,
    private readonly ledger: Ledger,
    private readonly publications: Publications,
    private readonly announcement: RunAnnouncement,
    private readonly parts: ClaimParts,
    private readonly appropriations: Appropriations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `payments.beyond-appropriation` with what is missing in each budget year. */
  execute(runId: string, person: Person): Promise<RunView> {
    return this.book.step(runId, async (tx, stored, contract) => {
      const [now, reversed] = [this.clock.now(), await this.book.evaluations.reversedSince(tx, stored)];
      const fact = authorise(stored.run, signerOf(person), contract.terms, { reversed }, now);
      const appropriated = await this.appropriations.of(contract.contractId);
      this.appropriations.mustCover(runBudget(stored, contract, appropriated), contract.currency);
      await this.post(tx, stored, contract);
      const publication = await this.publications.withRun(tx, stored);
      await this.announcement.tell(tx, stored, contract, publication, now);
      await this.parts.claim(tx, stored, contract, publication);
      return fact;
    });
  }

  private async post(tx: Tx, stored: StoredRun, contract: Contract): Promise<void> {
    const { runId, contractId, cutOff, settlements } = stored.run;
    const partners = new Set(contract.partners);
    const { evaluation } = await this.book.recompute(tx, stored, contract);
    const booked = await this.ledger.balances(tx, {
      filter: { contractId },
      groupBy: ['account', 'outcome', 'followUp', 'budgetYear'],
      effectiveTo: cutOff,
    });
    await this.ledger.post(
      tx,
      runPostings(
        { runId, contractId, cutOff, evaluation, settlements, terms: contract.terms, partners },
        booked.map((balance) => ({ ...balance, account: balance.account! })),
      ),
    );
  }
}
