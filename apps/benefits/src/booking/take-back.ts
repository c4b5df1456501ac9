import { Injectable } from '@nestjs/common';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import type { Booked, Member, Stated } from '../persistence/outcome-worth.store.js';
import { ValuationStore, type Basis } from '../persistence/valuation.store.js';
import { BenefitSums } from '../purses/benefit-sums.js';
import type { Contract } from '../purses/contract.js';
import { worthBy, type FinalOutcome, type Worth } from '../purses/worth.js';
import { BookValuation } from './book-valuation.js';
import { booksDiffer } from './books-differ.js';
import { Books } from './books.js';

/** Takes single outcomes back out of the books: their own lines, worked out again from what they were valued by. */
@Injectable()
export class TakeBack {
  constructor(
    private readonly books: Books,
    private readonly booking: BookValuation,
    private readonly valuations: ValuationStore,
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
  ) {}

  /**
   * An outcome from before valuations were booked together has an entry of its own, which is mirrored. Call it under the contract's lock.
   * @throws DomainError `benefits.books-differ` when what is worked out is not what was booked: then nothing is taken back.
   */
  async execute(tx: Tx, contractId: string, booked: readonly Booked[]): Promise<void> {
    await this.books.reverse(
      tx,
      booked.flatMap(({ entryKey, claimId }) => (entryKey === null ? [] : [{ key: entryKey, source: claimId }])),
    );
    const stated = booked.flatMap((each) => each.stated ?? []);
    if (stated.length === 0) return;
    const sums = new BenefitSums();
    const members = await this.workedOut(tx, contractId, stated, sums);
    await this.booking.execute(tx, { contractId, basis: null, sums, members });
  }

  private async workedOut(tx: Tx, contractId: string, stated: readonly Stated[], sums: BenefitSums): Promise<Member[]> {
    const contract = await this.contracts.get(tx, contractId);
    const members: Member[] = [];
    const bases = await this.valuations.basesOf(tx, [...new Set(stated.map(({ valuationId }) => valuationId))]);
    const alike = Map.groupBy(stated, ({ valuationId }) => JSON.stringify(bases.get(valuationId)));
    for (const of of alike.values()) {
      const value = await this.valuerOf(tx, contract, bases.get(of[0]!.valuationId), of[0]!);
      for (const { outcome, digest, worth } of of) {
        const again = value(outcome);
        if (again.digest !== digest || again.total !== worth) throw booksDiffer(contract.ref, outcome.claimId);
        sums.add(again, -1n);
        members.push({ claimId: outcome.claimId, participantId: outcome.participantId, digest });
      }
    }
    return members;
  }

  private async valuerOf(
    tx: Tx,
    contract: Contract,
    basis: Basis | undefined,
    { outcome }: Stated,
  ): Promise<(outcome: FinalOutcome) => Worth> {
    if (!basis) throw booksDiffer(contract.ref, outcome.claimId);
    const { document } = await this.models.get(tx, basis.model);
    return worthBy({ ...contract, ...basis }, document, basis.valuedOn);
  }
}
