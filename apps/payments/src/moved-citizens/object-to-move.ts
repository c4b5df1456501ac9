import { Injectable } from '@nestjs/common';
import { digestOf } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import { moveRefused, type MoveRefused } from '@ringvirkning/partnership-api';
import { PaymentsMessagesQueuedV1 } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import type { MoveHeard } from '../persistence/move-heard.store.js';
import { MoveObjectionStore, type MoveObjection } from '../persistence/move-objection.store.js';

/** Objects to a statement, and tells whoever said it, in one transaction. */
@Injectable()
export class ObjectToMove {
  constructor(
    private readonly objections: MoveObjectionStore,
    private readonly outbox: Outbox,
  ) {}

  /** @returns false where it was objected to before: that stands. */
  async execute(
    tx: Tx,
    { statementId, member: to, content: { contractId, person, at: said } }: MoveHeard,
    { reason, at, by }: Pick<MoveObjection, 'reason' | 'at' | 'by'>,
  ): Promise<boolean> {
    if (!(await this.objections.add(tx, { statementId, contractId, reason, at, by }))) return false;
    const content: MoveRefused = { contractId, person, at: said, reason };
    const type = moveRefused.name;
    const messages = [{ id: digestOf({ to, type, content }), type, content }];
    await this.outbox.add(tx, PaymentsMessagesQueuedV1, { key: to, data: { to, messages } });
    return true;
  }
}
