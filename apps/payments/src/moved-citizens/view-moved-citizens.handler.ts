import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { decodeCursor, toPage, type Page } from '@ringvirkning/http';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import type { MovedCitizen } from '@ringvirkning/payments-api';
import { Database } from '@ringvirkning/persistence';
import { z } from 'zod';
import { JointContractStore } from '../persistence/joint-contract.store.js';
import { MoveHeardStore } from '../persistence/move-heard.store.js';
import { MoveObjectionStore } from '../persistence/move-objection.store.js';
import type { MovedCitizensQuery } from './moved-citizens.controller.js';
import { presentMoved } from './present-moved.js';

const PositionSchema = z.tuple([z.uuid()]);

/** People who moved, as partners tell of them; the look is logged. */
@Injectable()
export class ViewMovedCitizensHandler {
  constructor(
    private readonly db: Database,
    private readonly moves: MoveHeardStore,
    private readonly joint: JointContractStore,
    private readonly objections: MoveObjectionStore,
    private readonly accessLog: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ contractId, limit, after }: MovedCitizensQuery, person: Person): Promise<Page<MovedCitizen>> {
    const today = dateInDenmark(this.clock.now());
    return this.db.transaction(async (tx) => {
      const before = decodeCursor(after, PositionSchema)?.[0];
      const page = toPage(await this.moves.standing(tx, contractId, before, limit + 1), limit, ({ statementId }) => [
        statementId,
      ]);
      const objections = await this.objections.of(
        tx,
        page.items.map(({ statementId }) => statementId),
      );
      const items: MovedCitizen[] = [];
      for (const heard of page.items)
        items.push(
          presentMoved(
            await this.moves.of(tx, heard),
            await this.joint.versions(tx, heard.content.contractId),
            objections.get(heard.statementId),
            today,
          ),
        );
      await this.accessLog.record(tx, person, 'moved citizens', items);
      return { ...page, items };
    });
  }
}
