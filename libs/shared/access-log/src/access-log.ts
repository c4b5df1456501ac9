import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, instant, type Clock, type LocalDate } from '@ringvirkning/kernel';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import type { AccessRecord } from './access-record.js';

/** Somebody of a contract, as a reader got to see them. */
export interface ReadPerson {
  readonly contractId: string;
  readonly participantId: string;
}

/** What somebody got to read: of one contract, also when nobody was in it, or of people of several. */
export type ReadPeople =
  { readonly contractId: string; readonly participantIds: readonly string[] } | readonly ReadPerson[];

export interface AccessQuery {
  readonly contractId?: string | undefined;
  readonly participantId?: string | undefined;
  readonly subject?: string | undefined;
  /** Days in Denmark, both included. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

interface Row {
  id: string;
  at: Date;
  subject: string;
  name: string | null;
  organisation: string;
  permission: string | null;
  what: string;
  contract_id: string;
  participants: string[] | null;
}

/** The name under which the reader of a line `a` was known at its time. */
const NAME_AT_THE_TIME =
  '(SELECT n.name FROM reader_name n WHERE n.contract_id = a.contract_id AND n.subject = a.subject AND n.since <= a.at ORDER BY n.since DESC LIMIT 1)';

/** Who read about whom. A line is written in the transaction that reads, so nobody reads without one. Nothing is ever changed. */
@Injectable()
export class AccessLog {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** One line per contract; of a reader whose name there is new, the name. */
  async record(
    tx: Tx,
    { subject, name, memberOf, permission }: Person,
    what: string,
    people: ReadPeople,
  ): Promise<void> {
    const lines = linesOf(people);
    if (lines.length === 0) return;
    await tx.query(
      `WITH line AS (SELECT * FROM jsonb_to_recordset($7::jsonb) AS l ("contractId" uuid, "participantIds" jsonb)),
       named AS (INSERT INTO reader_name (contract_id, subject, since, name) SELECT DISTINCT l."contractId", $2, $1::timestamptz, $8::text FROM line l
         WHERE $8::text <> $2 AND $8::text IS DISTINCT FROM
           (SELECT n.name FROM reader_name n WHERE n.contract_id = l."contractId" AND n.subject = $2 ORDER BY n.since DESC LIMIT 1) ON CONFLICT DO NOTHING)
       INSERT INTO access_record (at, subject, organisation, permission, what, contract_id, participants, correlation_id)
       SELECT $1, $2, $3, $4, $5, l."contractId", ARRAY(SELECT DISTINCT jsonb_array_elements_text(l."participantIds") ORDER BY 1), $6 FROM line l`,
      [
        this.clock.now(),
        subject,
        memberOf,
        permission ?? null,
        what,
        requestContext.get().correlationId,
        JSON.stringify(lines),
        name,
      ],
    );
  }

  /** Newest first, before the line with this id. */
  async page(tx: Tx, query: AccessQuery, limit: number, before: string | undefined): Promise<AccessRecord[]> {
    const rows = await tx.query<Row[]>(
      `SELECT id::text, at, subject, ${NAME_AT_THE_TIME} AS name, organisation, permission, what, contract_id, participants FROM access_record a
       WHERE ($1::uuid IS NULL OR contract_id = $1) AND ($2::text IS NULL OR participants @> ARRAY[$2::text]) AND ($3::text IS NULL OR subject = $3)
         AND ($4::bigint IS NULL OR id < $4) AND ($6::date IS NULL OR at >= $6::date::timestamp AT TIME ZONE 'Europe/Copenhagen')
         AND ($7::date IS NULL OR at < ($7::date + 1)::timestamp AT TIME ZONE 'Europe/Copenhagen') ORDER BY a.id DESC LIMIT $5`,
      [
        query.contractId ?? null,
        query.participantId ?? null,
        query.subject ?? null,
        before ?? null,
        limit,
        query.from ?? null,
        query.to ?? null,
      ],
    );
    return rows.map(({ at, contract_id: contractId, participants, ...row }) => ({
      ...row,
      at: instant(at.toISOString()),
      contractId,
      participantIds: participants,
    }));
  }
}

function linesOf(people: ReadPeople): { readonly contractId: string; readonly participantIds: readonly string[] }[] {
  if ('contractId' in people) return [people];
  const byContract = Map.groupBy(people, ({ contractId }) => contractId);
  return [...byContract].map(([contractId, of]) => ({
    contractId,
    participantIds: of.map(({ participantId }) => participantId),
  }));
}
