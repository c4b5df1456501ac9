import { Inject, Injectable } from '@nestjs/common';
import { actsIn, type Person } from '@ringvirkning/auth';
import { audienceOf, FEWEST_PEOPLE } from '@ringvirkning/disclosure';
import { CLOCK, dateInDenmark, type Clock, type Instant } from '@ringvirkning/kernel';
import type { WhatWorks, WorksCurve, WorksIntake } from '@ringvirkning/outcomes-api';
import { outcomeErrors } from '@ringvirkning/outcomes-domain';
import { Database, requestContext, type Tx } from '@ringvirkning/persistence';
import { KeptWorksStore } from '../persistence/kept-works.store.js';
import { WorksStore, type Readable, type WorksContract } from '../persistence/works.store.js';
import { presentCurve } from './present-curve.js';
import { presentIntake } from './present-intake.js';
import { presentStep } from './present-step.js';

interface Reading extends Readable {
  readonly contracts: readonly WorksContract[];
  readonly asOf: Instant;
  readonly suppressedBelow: number | null;
}

/**
 * What works, over all contracts that the reader sees, or in one. Of each contract they are shown what they may know: figures as they are, or as they were published
 * with its last authorised payment run, and sums of these.
 */
@Injectable()
export class WhatWorksHandler {
  constructor(
    private readonly db: Database,
    private readonly kept: KeptWorksStore,
    private readonly works: WorksStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  steps(contractId: string | undefined, person: Person): Promise<WhatWorks> {
    return this.reading(contractId, person, async (tx, { contracts, asOf, suppressedBelow, ...readable }) => {
      if (contractId !== undefined && contracts.length === 0) throw outcomeErrors.unknownContract();
      const rows = await this.works.steps(tx, readable);
      return { asOf, contracts: contracts.length, suppressedBelow, steps: rows.map(presentStep) };
    });
  }

  curve(outcomeId: string, contractId: string | undefined, person: Person): Promise<WorksCurve> {
    return this.reading(contractId, person, async (tx, { asOf, ...readable }) => {
      return { asOf, ...presentCurve(await this.works.months(tx, readable, outcomeId)) };
    });
  }

  /** Of a contract that has just come into force, and is not known here yet, there is nothing to tell. */
  intake(contractId: string | undefined, person: Person): Promise<WorksIntake> {
    return this.reading(contractId, person, async (tx, { contracts, outside, asOf, suppressedBelow }) => {
      const rows = await this.works.intake(
        tx,
        contracts.map((contract) => contract.contractId),
      );
      const byContract = new Map(rows.map((row) => [row.contractId, row]));
      const today = dateInDenmark(asOf);
      const items = contracts.flatMap((contract) => {
        const row = byContract.get(contract.contractId);
        const isOutside = outside.includes(contract.contractId);
        return row ? presentIntake(contract, row, { today, isOutside, withMonths: contractId !== undefined }) : [];
      });
      return { asOf, suppressedBelow, items };
    });
  }

  /** Counts anew what has changed, and reads. */
  private async reading<T>(
    contractId: string | undefined,
    person: Person,
    read: (tx: Tx, reading: Reading) => Promise<T>,
  ): Promise<T> {
    const asOf = this.clock.now();
    const today = dateInDenmark(asOf);
    const stale = await this.db.read((tx) =>
      this.kept.stale(tx, today, contractId === undefined ? undefined : [contractId]),
    );
    if (stale.length > 0) await this.db.transaction((tx) => this.kept.renew(tx, stale, today));
    return this.db.read(async (tx) => {
      const { actor } = requestContext.get();
      const contracts = (await this.works.contracts(tx, contractId)).filter(({ parties }) => actsIn(actor, parties));
      const isOutside = ({ parties }: WorksContract): boolean => audienceOf(person, parties) === 'outside';
      const [outside, inside] = [contracts.filter(isOutside), contracts.filter((each) => !isOutside(each))];
      return read(tx, {
        contracts,
        inside: inside.map((each) => each.contractId),
        outside: outside.map((each) => each.contractId),
        asOf,
        suppressedBelow: outside.length > 0 ? FEWEST_PEOPLE : null,
      });
    });
  }
}
