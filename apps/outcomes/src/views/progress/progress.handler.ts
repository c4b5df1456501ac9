import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { Progress } from '@ringvirkning/outcomes-api';
import { Database } from '@ringvirkning/persistence';
import type { Terms } from '@ringvirkning/terms-language';
import { ContractStore } from '../../persistence/contract.store.js';
import { ProgressFigures } from './progress-figures.js';

@Injectable()
export class ProgressHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly figures: ProgressFigures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** As of now for the authority and those who deliver; for outsiders as it was published with the last authorised payment run. */
  execute(contractId: string, person: Person): Promise<Progress> {
    const now = this.clock.now();
    return this.db.read(async (tx) => {
      const { terms } = await this.contracts.get(tx, contractId);
      const figures =
        audienceOf(person, terms.parties) === 'outside'
          ? await this.figures.published(tx, contractId, now)
          : await this.figures.whole(tx, contractId, now);
      return { contractId, plannedParticipants: plannedParticipants(terms), ...figures };
    });
  }
}

const plannedParticipants = ({ cohorts }: Terms): number | null => {
  const planned = cohorts.flatMap((cohort) => cohort.planned ?? []);
  return planned.length > 0 ? planned.reduce((sum, count) => sum + count, 0) : null;
};
