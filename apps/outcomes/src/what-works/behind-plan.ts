import { Inject, Injectable } from '@nestjs/common';
import { actsIn, may, type Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import type { WorkList } from '@ringvirkning/outcomes-api';
import { isBehindPlan, plannedBy } from '@ringvirkning/outcomes-domain';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { WorksStore } from '../persistence/works.store.js';

/** Contracts in force whose intake is behind the plan, for whoever may write other terms; by the figures that are kept. */
@Injectable()
export class BehindPlan {
  constructor(
    private readonly works: WorksStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(tx: Tx, person: Person): Promise<WorkList['behind']> {
    if (!may(person, 'contracts.create')) return [];
    const today = dateInDenmark(this.clock.now());
    const { actor } = requestContext.get();
    const contracts = (await this.works.contracts(tx, undefined)).filter(
      ({ parties, lastDay, endedOn }) =>
        endedOn === null && lastDay >= today && actsIn(actor, parties) && audienceOf(person, parties) !== 'outside',
    );
    const rows = await this.works.intake(
      tx,
      contracts.map(({ contractId }) => contractId),
    );
    const byContract = new Map(rows.map((row) => [row.contractId, row]));
    return contracts.flatMap(({ contractId, ref, title }) => {
      const { cohorts = [], months = [] } = byContract.get(contractId) ?? {};
      const people = months.reduce((sum, month) => sum + month.people, 0);
      const plannedByNow = plannedBy(cohorts, today);
      return isBehindPlan(people, plannedByNow) ? [{ contractId, ref, title, people, plannedByNow }] : [];
    });
  }
}
