import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { personMoved, type PartnerMessageReceived } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { MoveHeardStore } from '../persistence/move-heard.store.js';

/** Keeps what a partner tells of somebody who moved here, or away: also of a contract that is not in force here yet. */
@Injectable()
export class HearMoveHandler {
  constructor(
    private readonly moves: MoveHeardStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute(tx: Tx, { from: member, content: said }: PartnerMessageReceived): Promise<void> {
    const content = personMoved.content.parse(said);
    await this.moves.add(tx, { statementId: this.ids.next(), member, content, receivedAt: this.clock.now() });
  }
}
