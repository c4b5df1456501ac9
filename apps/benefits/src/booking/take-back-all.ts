import { Injectable } from '@nestjs/common';
import { sum } from '@ringvirkning/kernel';
import { Ledger, type Balance } from '@ringvirkning/ledger';
import type { Tx } from '@ringvirkning/persistence';
import { OutcomeWorthStore } from '../persistence/outcome-worth.store.js';
import { BenefitSums } from '../purses/benefit-sums.js';
import type { Contract } from '../purses/contract.js';
import { ACCOUNTS } from '../purses/entries.js';
import { kindKey, type GainKind } from '../purses/worth.js';
import { BookValuation } from './book-valuation.js';
import { booksDiffer } from './books-differ.js';

const GROUP = [
  ...(['account', 'party', 'silo', 'treasury', 'department', 'budgetYear', 'steeringArea'] as const),
  ...(['accountString', 'outcome', 'consequence', 'cashable', 'basis'] as const),
];

const kindOf = ({ amount: _, lines: __, contractId: ___, ...dimensions }: Balance): GainKind => {
  const line = dimensions as GainKind['line'];
  return { key: kindKey(line), line, silo: null };
};

/** Takes all outcomes of a contract back out of the books at once: what the books hold of them is their sum, so nothing has to be worked out again. */
@Injectable()
export class TakeBackAll {
  constructor(
    private readonly ledger: Ledger,
    private readonly outcomes: OutcomeWorthStore,
    private readonly booking: BookValuation,
  ) {}

  /**
   * Afterwards all outcomes that stand are due for a valuation. Call it under the contract's lock.
   * @throws DomainError `benefits.books-differ` when the books do not hold what the outcomes are worth together: then nothing is taken back.
   */
  async execute(tx: Tx, contract: Contract): Promise<void> {
    const { contractId } = contract;
    const { worth, members } = await this.outcomes.totals(tx, contractId);
    if (members.length > 0) {
      const account = [ACCOUNTS.gain, ACCOUNTS.gainElsewhere];
      const held = await this.ledger.balances(tx, { filter: { contractId, account }, groupBy: GROUP });
      this.compare(contract, worth, held);
      const sums = new BenefitSums();
      for (const balance of held) sums.addGain(kindOf(balance), -balance.amount);
      await this.booking.execute(tx, { contractId, basis: null, sums, members });
    }
    await this.outcomes.withdraw(tx, contractId);
  }

  private compare({ ref }: Contract, worth: ReadonlyMap<string, bigint>, held: readonly Balance[]): void {
    const byOutcome = Map.groupBy(held, ({ outcome }) => outcome!);
    for (const outcome of new Set([...worth.keys(), ...byOutcome.keys()])) {
      const booked = sum((byOutcome.get(outcome) ?? []).map(({ amount }) => amount));
      if (booked !== (worth.get(outcome) ?? 0n)) throw booksDiffer(ref, outcome);
    }
  }
}
