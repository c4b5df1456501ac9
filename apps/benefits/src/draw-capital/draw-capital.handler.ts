import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { Books } from '../booking/books.js';
import { ContractStore } from '../persistence/contract.store.js';
import type { Contract } from '../purses/contract.js';
import { CapitalFactStore } from '../persistence/capital-fact.store.js';
import { bookCapitalFact } from '../purses/capital-entries.js';
import { bookDraw, capitalKey } from '../purses/entries.js';

@Injectable()
export class DrawCapitalHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly facts: CapitalFactStore,
    private readonly books: Books,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Books the capital that is recorded as drawn, or where nothing is recorded of it what the plan says, a day at a time; what is booked already has no second
   * effect. Call it under the contract's lock.
   */
  async execute(tx: Tx, contractId: string): Promise<void> {
    const contract = await this.contracts.get(tx, contractId);
    if (await this.facts.has(tx, contractId)) {
      const facts = await this.facts.standing(tx, contractId);
      await this.books.bookNew(
        tx,
        facts.map((fact) => bookCapitalFact(contract, fact)),
      );
      return this.contracts.markDrawn(tx, contractId, null);
    }
    const commitments = await this.contracts.commitments(tx, contractId);
    const today = dateInDenmark(this.clock.now());
    const days = [...new Set(commitments.map(({ on }) => on))].sort();
    const drawn = days.filter((day) => day <= today);
    const bookings = drawn.flatMap((day) => bookDraw(contract, day, commitments) ?? []);
    const keys = await this.books.openKeys(
      tx,
      bookings.map(({ entry }) => entry.key),
    );
    await this.books.book(
      tx,
      bookings.map(({ entry, silos }) => ({ entry: { ...entry, key: keys.get(entry.key)! }, silos })),
    );
    await this.contracts.markDrawn(tx, contractId, days[drawn.length] ?? null);
  }

  /** Another version commits other capital: what was drawn of this one by plan is taken back. What is recorded stays. */
  async takeBack(tx: Tx, contract: Contract): Promise<void> {
    if (!(await this.facts.has(tx, contract.contractId))) await this.takeBackPlan(tx, contract);
  }

  async takeBackPlan(tx: Tx, { contractId, version, ref }: Contract): Promise<void> {
    const days = (await this.contracts.commitments(tx, contractId)).map(({ on }) => on);
    const keys = [undefined, ...new Set(days)].map((day) => capitalKey(contractId, version, day));
    await this.books.reverseIfBooked(tx, [...(await this.books.openKeys(tx, keys)).values()], ref);
  }
}
