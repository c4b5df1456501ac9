import { Injectable } from '@nestjs/common';
import type { ClockJob } from '@ringvirkning/jobs';
import { Database } from '@ringvirkning/persistence';
import { FollowUpsToldStore } from '../../persistence/follow-ups-told.store.js';
import { TellFollowUps } from './tell-follow-ups.js';

/** People whose follow-ups ended before that was told, or whose contract has other follow-ups now. */
@Injectable()
export class TellFollowUpsJob implements ClockJob {
  readonly name = 'outcomes.tell-follow-ups';
  readonly everyMs = 60_000;

  constructor(
    private readonly db: Database,
    private readonly told: FollowUpsToldStore,
    private readonly tell: TellFollowUps,
  ) {}

  due(): Promise<readonly string[]> {
    return this.db.read((tx) => this.told.due(tx));
  }

  run(participantId: string): Promise<void> {
    return this.db.transaction(async (tx) => this.tell.ended(tx, await this.told.hold(tx, participantId)));
  }
}
