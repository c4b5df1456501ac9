import { Injectable } from '@nestjs/common';
import { Database } from '@ringvirkning/persistence';
import { ReminderStore } from '../persistence/reminder.store.js';
import { LetterBox } from './letter-box.js';

/** Who wants to be reminded, and whether they can be. */
@Injectable()
export class ReminderRecords {
  constructor(
    readonly db: Database,
    readonly store: ReminderStore,
    readonly letterBox: LetterBox,
  ) {}
}
