import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import type { Reminder, ReminderWish } from '@ringvirkning/outcomes-api';
import { outcomeErrors } from '@ringvirkning/outcomes-domain';
import type { Reminded, ReminderRow } from '../persistence/reminder.store.js';
import { ReminderRecords } from './reminder-records.js';

/** Whom to remind, from what the token says now; nobody without an address. */
const remindedOf = ({ subject, memberOf, email, roles, departments }: Person): Reminded | undefined =>
  email === undefined ? undefined : { subject, organisation: memberOf, address: email, roles, departments };

/** What somebody wants to be told of by mail. */
@Injectable()
export class ReminderHandler {
  constructor(
    private readonly records: ReminderRecords,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Keeps what is known of whoever looks as their token says it now: roles and addresses change. */
  view(person: Person): Promise<Reminder> {
    return this.records.db.transaction(async (tx) => {
      const row = await this.records.store.of(tx, person.subject);
      const reminded = remindedOf(person);
      if (row && reminded) await this.records.store.put(tx, { ...row, ...reminded }, this.clock.now());
      return this.present(person, row);
    });
  }

  /** @throws invalid for mail to somebody whose address is not known, or where none is sent. */
  wish({ every, language }: ReminderWish, person: Person): Promise<Reminder> {
    return this.records.db.transaction(async (tx) => {
      if (every === 'never') {
        await this.records.store.forget(tx, person.subject);
        return { ...this.present(person, undefined), language };
      }
      const reminded = remindedOf(person);
      if (!reminded || !this.records.letterBox.open) throw outcomeErrors.noReminders();
      const row = { reminderId: this.ids.next(), ...reminded, rhythm: every, language };
      await this.records.store.put(tx, row, this.clock.now());
      return this.present(person, await this.records.store.of(tx, person.subject));
    });
  }

  private present({ email }: Person, row: ReminderRow | undefined): Reminder {
    return {
      every: row?.rhythm ?? 'never',
      language: row?.language ?? 'da',
      address: email ?? null,
      offered: this.records.letterBox.open !== undefined,
      refused: email !== undefined && row?.refusedAddress === email,
    };
  }
}
