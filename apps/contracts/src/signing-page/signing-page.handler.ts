import { Inject, Injectable } from '@nestjs/common';
import type { SigningPage, SigningSummary } from '@ringvirkning/contracts-api';
import { contractErrors } from '@ringvirkning/contracts-domain';
import { CLOCK, digestOf, type Clock } from '@ringvirkning/kernel';
import { Database, underScopes, type Tx } from '@ringvirkning/persistence';
import { ContractStore, mayRead, type StoredContract } from '../persistence/contract.store.js';
import { SigningStore } from '../persistence/signing.store.js';
import { KeptCosts } from '../simulate-terms/planned-costs.js';
import { expectedSuccessOf, summarise } from './summarise.js';

/** What a contract is signed on: as it stands, and as it was shown to those who have signed. */
@Injectable()
export class SigningPageHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly signing: SigningStore,
    private readonly costs: KeptCosts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of the draft, or of the amendment that is being drafted. @throws not-found */
  view(contractId: string): Promise<SigningPage> {
    return this.db.read(async (tx) => this.standing(await this.contracts.open(tx, contractId)));
  }

  /** @throws not-found when nobody has signed on it, and for who was not a party to the version that was signed. */
  signed(contractId: string, digest: string): Promise<SigningPage> {
    return this.db.read(async (tx) => {
      const { contract } = await this.contracts.seen(tx, contractId);
      const { page, parties } = await underScopes(tx, '*', () => this.signing.get(tx, contractId, digest));
      if (!mayRead(contract, parties)) throw contractErrors.unknownSummary();
      return page;
    });
  }

  /** Keeps what somebody signs on. @throws conflict when it is not what stands. */
  async keep(tx: Tx, stored: StoredContract, digest: string): Promise<void> {
    const standing = this.standing(stored);
    if (standing.digest !== digest) throw contractErrors.summaryChanged();
    await this.signing.keep(tx, stored.contract, standing, this.clock.now());
  }

  private standing({
    contract,
    document: { terms, digest },
  }: StoredContract): SigningPage & { summary: SigningSummary } {
    const success = expectedSuccessOf(contract);
    const courses = {
      least: this.costs.years(digest, terms, 0),
      expected: this.costs.years(digest, terms, success),
      most: this.costs.years(digest, terms, 100),
    };
    const summary = summarise(contract, terms, courses, this.clock.now());
    return { digest: digestOf(summary), summary, signedOn: null };
  }
}
