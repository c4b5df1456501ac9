import { Inject, Injectable } from '@nestjs/common';
import type { WhatIf, WhatIfRequestSchema } from '@ringvirkning/benefits-api';
import {
  followedOutcomes,
  underOtherLaw,
  type LegalChange,
  type Silo,
  type SiloAccess,
  type ValuationModel,
} from '@ringvirkning/benefits-domain';
import { CLOCK, dateInDenmark, fail, multiplyRounded, sum, type Clock, type LocalDate } from '@ringvirkning/kernel';
import type { z } from 'zod';
import { BenefitSums } from '../purses/benefit-sums.js';
import { ACCOUNTS } from '../purses/entries.js';
import { worthBy, type FinalOutcome } from '../purses/worth.js';
import type { Contract } from '../purses/contract.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';
import { SiloReading } from '../sharing/silo-reading.js';

interface Gain {
  readonly silo: Silo;
  readonly amount: bigint;
}

/** What falls to each silo that the reader may read, over all years. */
function gains(
  contract: Contract,
  model: ValuationModel,
  outcomes: readonly FinalOutcome[],
  today: LocalDate,
  access: SiloAccess,
): Map<string, Gain> {
  const value = worthBy(contract, model, today);
  const sums = new BenefitSums();
  for (const outcome of outcomes) sums.add(value(outcome));
  const bySilo = new Map<string, Gain>();
  for (const { kind, amount } of sums.all()) {
    const { line, silo } = kind;
    if (line.account !== ACCOUNTS.gain || !silo || !access.mayReadSilo(silo.key)) continue;
    bySilo.set(silo.key, { silo, amount: (bySilo.get(silo.key)?.amount ?? 0n) + amount });
  }
  return bySilo;
}

/** As if so many per cent of the outcomes had been reached, rounded to the minor unit per silo. */
const scaled = (all: ReadonlyMap<string, Gain>, percent: number): Map<string, Gain> =>
  new Map(
    [...all].map(([key, { silo, amount }]) => [key, { silo, amount: multiplyRounded(amount, BigInt(percent), 100n) }]),
  );

const figures = (asIs: bigint, whatIf: bigint) => ({
  asIs: asIs.toString(),
  whatIf: whatIf.toString(),
  difference: (whatIf - asIs).toString(),
});
const totalOf = (all: ReadonlyMap<string, Gain>): bigint => sum([...all.values()].map(({ amount }) => amount));

@Injectable()
export class WhatIfHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
    private readonly outcomes: OutcomeStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The verified outcomes, or more or fewer of them, valued once more under another law, beside what they are worth today. Books nothing.
   * @throws DomainError `benefits.unknown-contract`, `benefits.no-model`, `benefits.unknown-anchor`.
   */
  execute(
    contractId: string,
    { outcomes: percent, split, ...law }: z.output<typeof WhatIfRequestSchema>,
  ): Promise<WhatIf> {
    const change: LegalChange = {
      ...law,
      split: split && { anchor: split.anchor, municipality: (split.municipality / 100).toString() },
    };
    return this.reading.run('what-if', async (tx, access) => {
      const contract = await this.contracts.get(tx, contractId);
      if (contract.model === null)
        throw fail.rule(
          'benefits.no-model',
          'Kontrakten har ingen værdisætningsmodel endnu.',
          'The contract has no valuation model yet.',
        );
      const { document } = await this.models.get(tx, contract.model);
      const outcomes = await this.outcomes.standing(tx, contractId, followedOutcomes(document));
      const today = dateInDenmark(this.clock.now());
      return present(
        contract,
        document,
        gains(contract, document, outcomes, today, access),
        scaled(gains(contract, underOtherLaw(document, change), outcomes, today, access), percent),
      );
    });
  }
}

function present(
  { contractId, currency }: Contract,
  { anchors }: ValuationModel,
  asIs: ReadonlyMap<string, Gain>,
  whatIf: ReadonlyMap<string, Gain>,
): WhatIf {
  const silos = new Map([...asIs, ...whatIf].map(([key, { silo }]) => [key, silo]));
  return {
    contractId,
    currency,
    anchors: Object.entries(anchors).map(([code, { title }]) => ({ code, title })),
    silos: [...silos]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([silo, { name, treasury, department }]) => ({
        silo,
        name,
        treasury,
        department,
        ...figures(asIs.get(silo)?.amount ?? 0n, whatIf.get(silo)?.amount ?? 0n),
      })),
    totals: figures(totalOf(asIs), totalOf(whatIf)),
  };
}
