import { Inject, Injectable } from '@nestjs/common';
import { may, type Person } from '@ringvirkning/auth';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import type { Progress } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import type { Terms } from '@ringvirkning/terms';
import { ContractStore } from '../persistence/contract.store.js';
import { ProgressStore } from '../persistence/progress.store.js';
import { progressRow, tell } from './present-progress.js';

/** Common practice with figures about people: nothing about fewer than five. */
const THRESHOLD = 5;

@Injectable()
export class ProgressHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly progress: ProgressStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who may see people sees every figure; everybody else gets small cells withheld. */
  execute(contractId: string, person: Person): Promise<Progress> {
    const threshold = may(person, 'people.read') ? 0 : THRESHOLD;
    const asOf = this.clock.now();
    return this.db.read(async (tx) => {
      const { terms } = await this.contracts.get(tx, contractId);
      const samples = await this.progress.samples(tx, contractId, dateInDenmark(asOf));
      const steps = await this.progress.steps(tx, contractId);
      return {
        contractId,
        asOf,
        participants: tell(await this.progress.participants(tx, contractId), threshold),
        plannedParticipants: plannedParticipants(terms),
        suppressedBelow: threshold || null,
        rows: steps.map((step) => progressRow(step, samples, threshold)),
      };
    });
  }
}

const plannedParticipants = ({ cohorts }: Terms): number | null => {
  const planned = cohorts.flatMap((cohort) => cohort.planned ?? []);
  return planned.length > 0 ? planned.reduce((sum, count) => sum + count, 0) : null;
};
