import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, fail, type Clock, type DomainError } from '@ringvirkning/kernel';
import type { MoveRefusal } from '@ringvirkning/partnership-api';
import { Database } from '@ringvirkning/persistence';
import { MoveHeardStore } from '../persistence/move-heard.store.js';
import { ObjectToMove } from './object-to-move.js';

/** Somebody knows that a statement is wrong. Only what is told last can be objected to: what was told before does not stand. */
@Injectable()
export class ObjectToMoveHandler {
  constructor(
    private readonly db: Database,
    private readonly moves: MoveHeardStore,
    private readonly object: ObjectToMove,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(statementId: string, reason: MoveRefusal, { subject, name }: Person): Promise<void> {
    const at = this.clock.now();
    await this.db.transaction(async (tx) => {
      const heard = await this.moves.find(tx, statementId);
      if (!heard) throw unknownStatement();
      const [last] = await this.moves.of(tx, heard);
      if (last!.statementId !== statementId) throw toldAnew();
      const by = { subject, name };
      if (!(await this.object.execute(tx, heard, { reason, at, by }))) throw objectedBefore();
    });
  }
}

const unknownStatement = (): DomainError =>
  fail.notFound(
    'payments.unknown-move',
    'Oplysningen om flytning findes ikke.',
    'There is no such statement of a move.',
  );
const toldAnew = (): DomainError =>
  fail.conflict('payments.move-told-anew', 'Flytningen er oplyst på ny siden.', 'The move has been told anew since.', {
    whatToDo: { da: 'Læs det, der nu er oplyst.', en: 'Read what is told now.' },
  });
const objectedBefore = (): DomainError =>
  fail.conflict(
    'payments.move-objected',
    'Der er allerede gjort indsigelse mod denne oplysning.',
    'There is an objection to this statement already.',
    {
      whatToDo: {
        da: 'Vent på, at den kommune, der fører kontrakten, oplyser på ny.',
        en: 'Wait until the municipality that leads the contract tells anew.',
      },
    },
  );
