import { Injectable } from '@nestjs/common';
import type { ClockJob } from '@ringvirkning/jobs';
import { instant, type Instant } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { JointContractStore } from '../persistence/joint-contract.store.js';
import { MoveHeardStore } from '../persistence/move-heard.store.js';
import { faultOfMove } from './move-fault.js';
import { ObjectToMove } from './object-to-move.js';

/** A statement by new terms may come before the terms have passed through the services here: for so long nothing is said against it. */
const GRACE_MS = 3_600_000;

/** Home is told of statements that do not fit the contract, once for each. Only what stands is looked at. */
@Injectable()
export class ObjectByTermsJob implements ClockJob {
  readonly name = 'payments.object-to-moves';
  readonly everyMs = 60_000;

  constructor(
    private readonly db: Database,
    private readonly moves: MoveHeardStore,
    private readonly joint: JointContractStore,
    private readonly object: ObjectToMove,
  ) {}

  due(now: Instant): Promise<readonly string[]> {
    const heardBefore = instant(new Date(Date.parse(now) - GRACE_MS).toISOString());
    return this.db.read((tx) => this.moves.unfitting(tx, heardBefore));
  }

  async run(statementId: string, at: Instant): Promise<void> {
    await this.db.transaction(async (tx) => {
      const heard = await this.moves.find(tx, statementId);
      const reason = heard && faultOfMove(heard, await this.joint.versions(tx, heard.content.contractId));
      if (reason) await this.object.execute(tx, heard, { reason, at, by: null });
    });
  }
}
