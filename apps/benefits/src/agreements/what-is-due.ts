import { Inject, Injectable } from '@nestjs/common';
import {
  isBetween,
  isOpen,
  settleAgreement,
  settledFigures,
  type SettledAgreement,
  type SettledBefore,
  type StatedFigure,
} from '@ringvirkning/benefits-domain';
import { CLOCK, dateInDenmark, yearOf, type Clock } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { StoredAgreement } from '../persistence/agreement.store.js';
import { movedBy, SettlementStore, type SettledFacts, type StoredSettlement } from '../persistence/settlement.store.js';
import { AgreementFigures } from './agreement-figures.js';

export interface Due {
  readonly settled: SettledAgreement;
  readonly facts: SettledFacts;
  readonly before: readonly SettledBefore[];
  /** All settlements under the agreement's code, newest first. */
  readonly earlier: readonly StoredSettlement[];
}

/** Whether a settlement is neither posted nor withdrawn; which sides act here does not matter for that. */
export const isPending = ({ settled }: StoredSettlement): boolean => isOpen({ sides: [], facts: settled });

/** What an agreement gives on the books as they are, minus what final settlements under its code have moved. */
@Injectable()
export class WhatIsDue {
  constructor(
    private readonly figures: AgreementFigures,
    private readonly settlements: SettlementStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  thisYear(): number {
    return yearOf(dateInDenmark(this.clock.now()));
  }

  /** The last year that can be settled: between municipalities one that is over. */
  lastYear({ agreement }: Pick<StoredAgreement, 'agreement'>): number {
    return Math.min(this.thisYear() - (isBetween(agreement) ? 1 : 0), agreement.period.to);
  }

  /** All settlements under the agreement's code, newest first, and what the final ones moved. */
  async soFar(tx: Tx, { contractId, agreement }: Pick<StoredAgreement, 'contractId' | 'agreement'>) {
    const earlier = (await this.settlements.ofContract(tx, contractId)).filter(({ code }) => code === agreement.code);
    const final = earlier.filter((each) => each.settled.some(({ kind }) => kind === 'final'));
    return { earlier, final, before: final.flatMap(movedBy) };
  }

  /**
   * @param booked whether another municipality must have in its books what is due by them
   * @param stated figures beside the books; those of earlier final settlements count on.
   * @throws DomainError `benefits.agreement-led-elsewhere`, `benefits.statement-not-booked`
   */
  async of(
    tx: Tx,
    stored: StoredAgreement,
    through: number,
    stated: readonly StatedFigure[],
    booked = false,
  ): Promise<Due> {
    const { contractId, agreement, digest } = stored;
    const { earlier, final, before } = await this.soFar(tx, stored);
    const known = new Map(
      [...(final[0]?.facts.stated ?? []), ...stated].map((each) => [`${each.figure} ${each.year}`, each]),
    );
    const { figures, statement } = await this.figures.of(tx, contractId, agreement, booked);
    const facts: SettledFacts = {
      figures: isBetween(agreement) ? settledFigures(figures, through) : figures,
      stated: [...known.values()],
      ...(statement && { statement }),
    };
    return { settled: settleAgreement(agreement, digest, facts, through, before), facts, before, earlier };
  }
}
