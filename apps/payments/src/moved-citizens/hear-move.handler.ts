import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { personMoved, type PartnerMessageReceived } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { JointContractStore } from '../persistence/joint-contract.store.js';
import { MoveHeardStore } from '../persistence/move-heard.store.js';
import { faultOfMove } from './move-fault.js';
import { ObjectToMove } from './object-to-move.js';

/** Keeps what a partner tells of somebody who moved here, or away: also of a contract that is not in force here yet. What cannot be so is told back. */
@Injectable()
export class HearMoveHandler {
  constructor(
    private readonly moves: MoveHeardStore,
    private readonly joint: JointContractStore,
    private readonly object: ObjectToMove,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute(tx: Tx, { from: member, content: said }: PartnerMessageReceived): Promise<void> {
    const content = personMoved.content.parse(said);
    const heard = { statementId: this.ids.next(), member, content, receivedAt: this.clock.now() };
    if (!(await this.moves.add(tx, heard))) return;
    const reason = faultOfMove(heard, await this.joint.versions(tx, content.contractId));
    // The terms may be on their way still.
    if (reason && reason !== 'other-terms')
      await this.object.execute(tx, heard, { reason, at: heard.receivedAt, by: null });
  }
}
