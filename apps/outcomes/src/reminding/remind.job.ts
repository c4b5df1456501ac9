import { Inject, Injectable } from '@nestjs/common';
import { organisationScope, type Person } from '@ringvirkning/auth';
import type { ClockJob } from '@ringvirkning/jobs';
import { dateInDenmark, instant, type Instant } from '@ringvirkning/kernel';
import { isReminderDue, reminderPeriod } from '@ringvirkning/outcomes-domain';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import type { OutcomesConfig } from '../config.js';
import type { ReminderRow } from '../persistence/reminder.store.js';
import { DueHandler } from '../views/due/due.handler.js';
import { ReminderRecords } from './reminder-records.js';
import { reminderLetter } from './reminder-letter.js';

const MINUTES = 60_000;
/** Whoever has not looked for so long may have left: their address and rights are forgotten. */
const FORGET_AFTER = 60 * 24 * 60 * MINUTES;
/** Longer than any mail server takes: who announced a letter and did not tick it off by then was killed. */
const SENDING = 5 * MINUTES;
const after = (now: Instant, ms: number): Instant => instant(new Date(Date.parse(now) + ms).toISOString());

/**
 * Reminds people by mail. A letter is announced, sent, and ticked off. Killed in between, it is sent again under the same message id, by which mail programs
 * know that they have it.
 */
@Injectable()
export class RemindJob implements ClockJob {
  readonly name = 'outcomes.remind';
  readonly everyMs: number;

  constructor(
    private readonly records: ReminderRecords,
    private readonly dueThings: DueHandler,
    @Inject(CONFIG) private readonly config: OutcomesConfig & ServiceConfig,
  ) {
    this.everyMs = config.REMIND_EVERY_MS;
  }

  /** @throws MailNotSent once for all, when there are letters and no server takes any. */
  async due(now: Instant): Promise<readonly string[]> {
    const { db, store, letterBox } = this.records;
    if (!letterBox.open) return [];
    const rows = await db.transaction(async (tx) => {
      await store.forgetUnseen(tx, after(now, -FORGET_AFTER));
      return store.all(tx);
    });
    const due = rows.filter((row) => this.isDue(row, now));
    if (due.length > 0) await letterBox.open.carrier.ready();
    return due.map(({ reminderId }) => reminderId);
  }

  async run(reminderId: string, now: Instant): Promise<void> {
    const { db, store } = this.records;
    const row = await db.transaction(async (tx) => {
      const locked = await store.lock(tx, reminderId);
      if (!locked || !this.isDue(locked, now)) return undefined;
      await store.sending(tx, reminderId, after(now, SENDING));
      return locked;
    });
    if (!row) return;
    try {
      const result = await this.send(row, now);
      const period = reminderPeriod(row.rhythm, dateInDenmark(now));
      await db.transaction((tx) => store.done(tx, reminderId, period, result === 'refused' ? row.address : null));
    } catch (error) {
      await db.transaction((tx) => store.sending(tx, reminderId, null));
      throw error;
    }
  }

  /** Where nothing is due, nothing is sent. */
  private async send(row: ReminderRow, now: Instant): Promise<'sent' | 'refused' | 'nothing'> {
    const { open } = this.records.letterBox;
    const summary = await this.dueThings.summary(undefined, this.personOf(row));
    const letter = open && reminderLetter({ ...row, origin: open.origin, summary });
    if (!letter) return 'nothing';
    const id = `${row.reminderId}-${reminderPeriod(row.rhythm, dateInDenmark(now))}`;
    return open.carrier.send({ id, to: row.address, at: now, language: row.language, ...letter });
  }

  private isDue(row: ReminderRow, now: Instant): boolean {
    const { REMIND_FROM: from, CLOSED_DAYS: closed } = this.config;
    return (row.sendingUntil ?? now) <= now && isReminderDue(row, now, { from, closed });
  }

  /** As their token last said who they are: the letter counts what they would see. */
  private personOf({ subject, organisation: memberOf, roles, departments }: ReminderRow): Person {
    const organisation = organisationScope({ roles, memberOf }, this.config.INSTANCE_ID);
    return { subject, name: subject, roles, departments, memberOf, organisation };
  }
}
