import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { audienceOf, FEWEST_PEOPLE } from '@ringvirkning/disclosure';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import type { Progression } from '@ringvirkning/outcomes-api';
import { Database, type Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../../persistence/contract.store.js';
import { ProgressStore } from '../../persistence/progress.store.js';
import { PublishedProgressStore } from '../../persistence/published-progress.store.js';
import { ScoreViewStore } from '../../persistence/score-view.store.js';
import { nothingPublished, publishedFigures, wholeFigures, type Figures } from './cohort-figures.js';
import { presentProgression } from './present-cohort.js';

/** Where the figures of a cohort come from. */
@Injectable()
export class CohortSources {
  constructor(
    readonly contracts: ContractStore,
    readonly progress: ProgressStore,
    readonly published: PublishedProgressStore,
    readonly scores: ScoreViewStore,
  ) {}
}

@Injectable()
export class CohortProgressionHandler {
  constructor(
    private readonly db: Database,
    private readonly sources: CohortSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** As of now for the authority and those who deliver; for outsiders as it was published with the last authorised payment run. */
  execute(contractId: string, person: Person): Promise<Progression> {
    const now = this.clock.now();
    return this.db.read(async (tx) => {
      const { terms } = await this.sources.contracts.get(tx, contractId);
      const isOutside = audienceOf(person, terms.parties) === 'outside';
      const published = isOutside ? await this.sources.published.find(tx, contractId) : undefined;
      const figures = isOutside
        ? published
          ? publishedFigures(published)
          : nothingPublished
        : await this.whole(tx, contractId);
      const asOf = published?.asOf ?? now;
      return {
        contractId,
        asOf,
        suppressedBelow: isOutside ? FEWEST_PEOPLE : null,
        ...presentProgression(terms, figures),
      };
    });
  }

  private async whole(tx: Tx, contractId: string): Promise<Figures> {
    const today = dateInDenmark(this.clock.now());
    return wholeFigures(
      await this.sources.scores.standings(tx, contractId, today),
      (await this.sources.progress.everybody(tx, contractId)).length,
    );
  }
}
