import { Injectable } from '@nestjs/common';
import { FEWEST_PEOPLE } from '@ringvirkning/disclosure';
import { dateInDenmark, type Instant } from '@ringvirkning/kernel';
import type { Progress } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { ProgressStore } from '../../persistence/progress.store.js';
import { PublishedProgressStore } from '../../persistence/published-progress.store.js';
import { progressRow, publishedCount, publishedRow, withheldRow } from './present-progress.js';
import { PARTICIPANTS } from './published-cells.js';

type Figures = Omit<Progress, 'contractId' | 'plannedParticipants'>;

@Injectable()
export class ProgressFigures {
  constructor(
    private readonly progress: ProgressStore,
    private readonly publications: PublishedProgressStore,
  ) {}

  async whole(tx: Tx, contractId: string, now: Instant): Promise<Figures> {
    const samples = await this.progress.samples(tx, contractId, dateInDenmark(now));
    const steps = await this.progress.steps(tx, contractId);
    return {
      asOf: now,
      participants: (await this.progress.everybody(tx, contractId)).length,
      suppressedBelow: null,
      rows: steps.map((step) => progressRow(step, samples)),
    };
  }

  async published(tx: Tx, contractId: string, now: Instant): Promise<Figures> {
    const published = await this.publications.find(tx, contractId);
    const steps = await this.progress.steps(tx, contractId);
    return {
      asOf: published?.asOf ?? now,
      participants: published ? publishedCount(published, PARTICIPANTS) : null,
      suppressedBelow: FEWEST_PEOPLE,
      rows: steps.map((step) => (published ? publishedRow(step, published) : withheldRow(step))),
    };
  }
}
