import { Injectable } from '@nestjs/common';
import type { DataSharing, DetailLevel, SharingDecision, ToldFigure } from '@ringvirkning/benefits-domain';
import { fail, instant, type Instant, type LocalDate } from '@ringvirkning/kernel';
import { requestContext, type Tx } from '@ringvirkning/persistence';

interface Row {
  sharing_id: string;
  provider: string;
  receiver: string;
  purpose: string;
  legal_basis: string;
  figures: ToldFigure[];
  detail: DetailLevel;
  first_day: LocalDate;
  last_day: LocalDate;
  proposed_by: string;
  proposed_by_name: string;
  proposed_at: Date;
  decisions: SharingDecision[];
}

/** One line of an agreement's log: who read what by it. */
export interface SharingReading {
  readonly id: string;
  readonly at: Instant;
  readonly subject: string;
  readonly name: string;
  readonly what: string;
}

const SELECT = `SELECT s.sharing_id, s.provider, s.receiver, s.purpose, s.legal_basis, s.figures, s.detail, s.first_day::text, s.last_day::text,
  s.proposed_by, s.proposed_by_name, s.proposed_at, coalesce((
    SELECT jsonb_agg(jsonb_build_object('kind', d.kind, 'side', d.side, 'by', jsonb_build_object('subject', d.decided_by, 'name', d.decided_by_name),
      'at', to_char(d.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', d.reason) ORDER BY d.decision_id)
    FROM data_sharing_decision d WHERE d.sharing_id = s.sharing_id), '[]') AS decisions FROM data_sharing s`;

const fromRow = (row: Row): DataSharing => ({
  ...{ sharingId: row.sharing_id, provider: row.provider, receiver: row.receiver },
  ...{ purpose: row.purpose, legalBasis: row.legal_basis, figures: row.figures, detail: row.detail },
  ...{ from: row.first_day, to: row.last_day },
  proposedBy: { subject: row.proposed_by, name: row.proposed_by_name },
  proposedAt: instant(row.proposed_at.toISOString()),
  decisions: row.decisions,
});

/** Data-sharing agreements, what was decided of them, and who read by them: only ever added to. */
@Injectable()
export class DataSharingStore {
  async add(tx: Tx, sharing: DataSharing): Promise<void> {
    await tx.query(
      `INSERT INTO data_sharing (sharing_id, provider, receiver, purpose, legal_basis, figures, detail, first_day, last_day, proposed_by, proposed_by_name, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[sharing.sharingId, sharing.provider, sharing.receiver, sharing.purpose, sharing.legalBasis],
        ...[sharing.figures, sharing.detail, sharing.from, sharing.to],
        ...[sharing.proposedBy.subject, sharing.proposedBy.name, sharing.proposedAt],
      ],
    );
  }

  async decide(tx: Tx, sharingId: string, { kind, side, by, at, reason }: SharingDecision): Promise<void> {
    await tx.query(
      'INSERT INTO data_sharing_decision (sharing_id, kind, side, decided_by, decided_by_name, reason, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [sharingId, kind, side, by.subject, by.name, reason, at],
    );
  }

  /** Two decisions of one agreement come one after the other. @throws DomainError `benefits.unknown-sharing` */
  async lock(tx: Tx, sharingId: string): Promise<DataSharing> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('data-sharing ' || $1, 0))`, [sharingId]);
    return this.get(tx, sharingId);
  }

  /** @throws DomainError `benefits.unknown-sharing` */
  async get(tx: Tx, sharingId: string): Promise<DataSharing> {
    const [row] = await tx.query<Row[]>(`${SELECT} WHERE s.sharing_id = $1`, [sharingId]);
    if (row) return fromRow(row);
    throw fail.notFound(
      'benefits.unknown-sharing',
      'Datadelingsaftalen findes ikke.',
      'The data-sharing agreement does not exist.',
    );
  }

  /** Newest first, before the agreement with this id; ids grow with time. */
  async page(tx: Tx, before: string | undefined, limit: number): Promise<DataSharing[]> {
    const rows = await tx.query<Row[]>(
      `${SELECT} WHERE $1::uuid IS NULL OR s.sharing_id < $1 ORDER BY s.sharing_id DESC LIMIT $2`,
      [before ?? null, limit],
    );
    return rows.map(fromRow);
  }

  /** Those by which one of these purses receives and whose days are not over. */
  async receivedBy(tx: Tx, purses: readonly string[], today: LocalDate): Promise<DataSharing[]> {
    const rows = await tx.query<Row[]>(
      `${SELECT} WHERE s.receiver = ANY ($1::text[]) AND s.last_day >= $2 ORDER BY s.sharing_id`,
      [purses, today],
    );
    return rows.map(fromRow);
  }

  /** What somebody read, once for each agreement on which it rested. */
  async record(
    tx: Tx,
    { subject, name }: { readonly subject: string; readonly name: string },
    what: string,
    at: Instant,
    sharingIds: readonly string[],
  ): Promise<void> {
    await tx.query(
      'INSERT INTO data_sharing_reading (sharing_id, at, subject, name, what, correlation_id) SELECT id, $2, $3, $4, $5, $6 FROM unnest($1::uuid[]) id',
      [sharingIds, at, subject, name, what, requestContext.get().correlationId],
    );
  }

  /** Newest first, before the line with this id. */
  async readings(tx: Tx, sharingId: string, before: string | undefined, limit: number): Promise<SharingReading[]> {
    const rows = await tx.query<(Omit<SharingReading, 'at'> & { at: Date })[]>(
      `SELECT reading_id::text AS id, at, subject, name, what FROM data_sharing_reading WHERE sharing_id = $1 AND ($2::bigint IS NULL OR reading_id < $2)
       ORDER BY data_sharing_reading.reading_id DESC LIMIT $3`,
      [sharingId, before ?? null, limit],
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: instant(at.toISOString()) }));
  }
}
