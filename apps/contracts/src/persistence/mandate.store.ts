import { Injectable } from '@nestjs/common';
import type { Mandate as Listed } from '@ringvirkning/contracts-api';
import { contractErrors, type Mandate } from '@ringvirkning/contracts-domain';
import { instant, localDate, type LocalDate } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

interface MandateRow {
  id: string;
  office: string;
  organisation: string;
  deputy_role: string | null;
  deputy: string | null;
  deputy_name: string | null;
  from_day: string;
  until_day: string;
  reason: string;
  subject: string;
  name: string;
  at: Date;
  end_reason: string | null;
  end_subject: string | null;
  end_name: string | null;
  ended_at: Date | null;
}

const SELECT = `SELECT m.id, m.office, m.organisation, m.deputy_role, m.deputy, m.deputy_name, m.from_day::text, m.until_day::text, m.reason, m.subject, m.name, m.at,
  e.reason AS end_reason, e.subject AS end_subject, e.name AS end_name, e.at AS ended_at FROM mandate m LEFT JOIN mandate_end e ON e.mandate_id = m.id`;
const MOST = 200;

/** Who signs for whom, and until when. */
@Injectable()
export class MandateStore {
  async list(tx: Tx): Promise<Listed[]> {
    const rows = await tx.query<MandateRow[]>(`${SELECT} ORDER BY m.at DESC, m.id DESC LIMIT ${MOST}`);
    return rows.map((row) => ({
      ...told(toMandate(row)),
      ended: row.ended_at && {
        ...{ by: row.end_subject!, byName: row.end_name!, reason: row.end_reason! },
        at: instant(row.ended_at.toISOString()),
      },
    }));
  }

  /** Those of that day, the first that was given first. */
  async inForce(tx: Tx, on: LocalDate): Promise<Mandate[]> {
    const rows = await tx.query<MandateRow[]>(
      `${SELECT} WHERE $1::date BETWEEN m.from_day AND m.until_day AND e.mandate_id IS NULL ORDER BY m.at, m.id`,
      [on],
    );
    return rows.map(toMandate);
  }

  /** Held against another who ends it. @throws not-found */
  async lock(tx: Tx, id: string): Promise<Mandate> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('mandate ' || $1, 0))`, [id]);
    const [row] = await tx.query<MandateRow[]>(`${SELECT} WHERE m.id = $1`, [id]);
    if (!row) throw contractErrors.unknownMandate();
    return toMandate(row);
  }

  async add(tx: Tx, { id, office, organisation, to, from, until, reason, by, byName, at }: Mandate): Promise<void> {
    const [role, deputy, name] = 'role' in to ? [to.role, null, null] : [null, to.subject, to.name];
    await tx.query(
      `INSERT INTO mandate (id, office, organisation, deputy_role, deputy, deputy_name, from_day, until_day, reason, subject, name, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [id, office, organisation, role, deputy, name, from, until, reason, by, byName, at],
    );
  }

  async end(tx: Tx, id: string, { by, byName, at, reason }: NonNullable<Listed['ended']>): Promise<void> {
    await tx.query('INSERT INTO mandate_end (mandate_id, reason, subject, name, at) VALUES ($1, $2, $3, $4, $5)', [
      ...[id, reason, by, byName, at],
    ]);
  }
}

/** A mandate as it is told to people: whose it is goes without saying. */
export const told = ({ organisation: _, endedAt: __, ...mandate }: Mandate): Omit<Listed, 'ended'> => mandate;

const toMandate = (row: MandateRow): Mandate => ({
  ...{ id: row.id, office: row.office, organisation: row.organisation, reason: row.reason },
  to: row.deputy_role === null ? { subject: row.deputy!, name: row.deputy_name! } : { role: row.deputy_role },
  ...{ from: localDate(row.from_day), until: localDate(row.until_day) },
  ...{ by: row.subject, byName: row.name, at: instant(row.at.toISOString()) },
  endedAt: row.ended_at ? instant(row.ended_at.toISOString()) : undefined,
});
