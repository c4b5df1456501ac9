import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import type { ReminderRhythm } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';

/** Whom to remind: what their token last said of them. */
export interface Reminded {
  readonly subject: string;
  readonly organisation: string;
  readonly address: string;
  readonly roles: readonly string[];
  readonly departments: readonly string[];
}

/** Somebody's wish. `lastPeriod`: the first day of what they were last reminded for. */
export interface ReminderRow extends Reminded {
  readonly reminderId: string;
  readonly rhythm: ReminderRhythm;
  readonly language: 'da' | 'en';
  readonly lastPeriod: LocalDate | null;
  /** The address that the mail server would not take, if there is one. */
  readonly refusedAddress: string | null;
  /** Until when somebody is about to send it. */
  readonly sendingUntil: Instant | null;
}

const COLUMNS = `reminder_id AS "reminderId", subject, organisation, address, rhythm, language, roles, departments, last_period::text AS "lastPeriod",
  refused_address AS "refusedAddress", to_char(sending_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "sendingUntil"`;

@Injectable()
export class ReminderStore {
  async of(tx: Tx, subject: string): Promise<ReminderRow | undefined> {
    const [row] = await tx.query<ReminderRow[]>(`SELECT ${COLUMNS} FROM reminder WHERE subject = $1`, [subject]);
    return row;
  }

  /** Somebody's wish, and who they are now; what they were reminded for stays. */
  async put(
    tx: Tx,
    { reminderId, rhythm, language, ...who }: Reminded & Pick<ReminderRow, 'reminderId' | 'rhythm' | 'language'>,
    now: Instant,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO reminder (reminder_id, subject, organisation, address, rhythm, language, roles, departments, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (subject) DO UPDATE SET organisation = $3, address = $4, rhythm = $5, language = $6, roles = $7, departments = $8, seen_at = $9`,
      [reminderId, who.subject, who.organisation, who.address, rhythm, language, who.roles, who.departments, now],
    );
  }

  async forget(tx: Tx, subject: string): Promise<void> {
    await tx.query('DELETE FROM reminder WHERE subject = $1', [subject]);
  }

  /** Forgets those who have not been here since. */
  async forgetUnseen(tx: Tx, since: Instant): Promise<void> {
    await tx.query('DELETE FROM reminder WHERE seen_at < $1', [since]);
  }

  all(tx: Tx): Promise<ReminderRow[]> {
    return tx.query<ReminderRow[]>(`SELECT ${COLUMNS} FROM reminder ORDER BY reminder_id`);
  }

  /** Holds one until the transaction ends. */
  async lock(tx: Tx, reminderId: string): Promise<ReminderRow | undefined> {
    const [row] = await tx.query<ReminderRow[]>(`SELECT ${COLUMNS} FROM reminder WHERE reminder_id = $1 FOR UPDATE`, [
      reminderId,
    ]);
    return row;
  }

  /** Null: nobody is about to send it any more. */
  async sending(tx: Tx, reminderId: string, until: Instant | null): Promise<void> {
    await tx.query('UPDATE reminder SET sending_until = $2 WHERE reminder_id = $1', [reminderId, until]);
  }

  async done(tx: Tx, reminderId: string, period: LocalDate, refusedAddress: string | null): Promise<void> {
    await tx.query(
      'UPDATE reminder SET sending_until = NULL, last_period = $2, refused_address = $3 WHERE reminder_id = $1',
      [reminderId, period, refusedAddress],
    );
  }
}
