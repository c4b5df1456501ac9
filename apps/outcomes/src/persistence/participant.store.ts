import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import { outcomeErrors, type ClaimantPerson } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { twinOf } from '@ringvirkning/reading';

export interface Participant extends ClaimantPerson {
  readonly participantId: string;
  readonly contractId: string;
  readonly pseudonym: string;
  readonly externalKey: string | null;
  readonly payingMunicipality: string | null;
  /** Whether a CPR digest is stored, so that the person is recognised. */
  readonly identified: boolean;
}

export interface NewParticipant extends Omit<Participant, 'identified'> {
  readonly personDigest: string | null;
  readonly enrolledAt: Instant;
  readonly enrolledBy: string;
}

interface ParticipantRow {
  participant_id: string;
  contract_id: string;
  pseudonym: string;
  external_key: string | null;
  referred_on: LocalDate;
  started_on: LocalDate | null;
  cohort: string | null;
  group_code: string | null;
  paying_municipality: string | null;
  identified: boolean;
}

const SELECT = `SELECT participant_id, contract_id, pseudonym, external_key, referred_on::text, started_on::text, cohort, group_code, paying_municipality, person_digest IS NOT NULL AS identified
  FROM participant`;

@Injectable()
export class ParticipantStore {
  /** @throws not-found when there is no such participant in a contract of the actor. */
  async get(tx: Tx, participantId: string): Promise<Participant> {
    const [row] = (await tx.query(`${SELECT} WHERE participant_id = $1`, [participantId])) as ParticipantRow[];
    if (!row) throw outcomeErrors.unknownParticipant();
    return toParticipant(row);
  }

  /** People of one contract by pseudonym or external key, held until the transaction ends, so that two writers cannot both make the same claim. */
  async lockByName(tx: Tx, contractId: string, names: readonly string[]): Promise<Participant[]> {
    const rows = (await tx.query(
      `${SELECT} WHERE contract_id = $1 AND (pseudonym = ANY ($2) OR external_key = ANY ($2)) ORDER BY participant_id FOR NO KEY UPDATE`,
      [contractId, names],
    )) as ParticipantRow[];
    return rows.map(toParticipant);
  }

  /** The keys of people of one contract that are easily taken for others (`twinOf`), by what they share. */
  async namesByTwin(tx: Tx, contractId: string, twins: readonly string[]): Promise<Map<string, string>> {
    const rows = (await tx.query(
      'SELECT twin_key, external_key FROM participant WHERE contract_id = $1 AND twin_key = ANY ($2) ORDER BY participant_id DESC',
      [contractId, twins],
    )) as { twin_key: string; external_key: string }[];
    return new Map(rows.map(({ twin_key, external_key }) => [twin_key, external_key]));
  }

  /** One person of the contract, held the same way. @throws not-found */
  async lock(tx: Tx, contractId: string, participantId: string): Promise<Participant> {
    const [row] = (await tx.query(`${SELECT} WHERE contract_id = $1 AND participant_id = $2 FOR NO KEY UPDATE`, [
      contractId,
      participantId,
    ])) as ParticipantRow[];
    if (!row) throw outcomeErrors.unknownParticipant();
    return toParticipant(row);
  }

  /** Inserts those that collide with nobody; returns the ids of those that were. */
  async insert(tx: Tx, people: readonly NewParticipant[]): Promise<string[]> {
    const rows = (await tx.query(
      `INSERT INTO participant (participant_id, contract_id, pseudonym, person_digest, external_key, twin_key, referred_on, started_on, cohort, group_code, paying_municipality, enrolled_at, enrolled_by)
       SELECT * FROM json_to_recordset($1::json) AS p ("participantId" uuid, "contractId" uuid, pseudonym text, "personDigest" text, "externalKey" text, "twinKey" text, "referredOn" date, "startedOn" date,
         cohort text, "group" text, "payingMunicipality" text, "enrolledAt" timestamptz, "enrolledBy" text)
       ON CONFLICT DO NOTHING RETURNING participant_id`,
      [
        JSON.stringify(
          people.map((person) => ({ ...person, twinKey: person.externalKey && twinOf(person.externalKey) })),
        ),
      ],
    )) as { participant_id: string }[];
    return rows.map(({ participant_id }) => participant_id);
  }

  /** Pseudonym of the person with this digest; undefined when nobody has it. */
  async byDigest(
    tx: Tx,
    contractId: string,
    personDigest: string,
  ): Promise<{ readonly participantId: string; readonly pseudonym: string } | undefined> {
    const [row] = await tx.query<{ participantId: string; pseudonym: string }[]>(
      'SELECT participant_id AS "participantId", pseudonym FROM participant WHERE contract_id = $1 AND person_digest = $2',
      [contractId, personDigest],
    );
    return row;
  }

  async page(tx: Tx, contractId: string, limit: number, afterId: string | undefined): Promise<Participant[]> {
    const rows = (await tx.query(
      `${SELECT} WHERE contract_id = $1 AND ($3::uuid IS NULL OR participant_id > $3) ORDER BY participant_id LIMIT $2`,
      [contractId, limit, afterId ?? null],
    )) as ParticipantRow[];
    return rows.map(toParticipant);
  }
}

const toParticipant = (row: ParticipantRow): Participant => ({
  participantId: row.participant_id,
  contractId: row.contract_id,
  pseudonym: row.pseudonym,
  externalKey: row.external_key,
  referredOn: row.referred_on,
  startedOn: row.started_on,
  cohort: row.cohort,
  group: row.group_code,
  payingMunicipality: row.paying_municipality,
  identified: row.identified,
});
