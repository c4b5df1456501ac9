import { Inject, Injectable } from '@nestjs/common';
import {
  settleAgreement,
  settlementStatus,
  type SettledAgreement,
  type SettledBefore,
  type SharedFacts,
  type StatedFigure,
} from '@ringvirkning/benefits-domain';
import { CLOCK, dateInDenmark, yearOf, type Clock } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { StoredAgreement } from '../persistence/agreement.store.js';
import { movedBy, SettlementStore, type StoredSettlement } from '../persistence/settlement.store.js';
import { AgreementFigures } from './agreement-figures.js';

export interface Due {
  readonly settled: SettledAgreement;
  readonly facts: SharedFacts;
  readonly before: readonly SettledBefore[];
  /** All settlements under the agreement's code, newest first. */
  readonly earlier: readonly StoredSettlement[];
}

export const statusOf = ({ settled }: StoredSettlement, { agreement }: Pick<StoredAgreement, 'agreement'>) =>
  settlementStatus({ sides: agreement.sides.map(({ id }) => id), facts: settled });

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

  /** @param stated figures beside the books; those of earlier final settlements count on. */
  async of(tx: Tx, stored: StoredAgreement, through: number, stated: readonly StatedFigure[]): Promise<Due> {
    const { contractId, agreement, digest } = stored;
    const earlier = (await this.settlements.ofContract(tx, contractId)).filter(({ code }) => code === agreement.code);
    const final = earlier.filter((each) => each.settled.some(({ kind }) => kind === 'final'));
    const before = final.flatMap(movedBy);
    const known = new Map(
      [...(final[0]?.facts.stated ?? []), ...stated].map((each) => [`${each.figure} ${each.year}`, each]),
    );
    const facts = { figures: await this.figures.of(tx, contractId, agreement), stated: [...known.values()] };
    return { settled: settleAgreement(agreement, digest, facts, through, before), facts, before, earlier };
  }
}
