import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import {
  isPseudonym,
  outcomeErrors,
  type ClaimantPerson,
  type Departure,
  type Move,
  type PaidFor,
} from '@ringvirkning/outcomes-domain';
import { unnested, type Tx } from '@ringvirkning/persistence';
import { twinOf } from '@ringvirkning/reading';

export interface Participant extends ClaimantPerson, PaidFor {
  readonly participantId: string;
  readonly contractId: string;
  readonly pseudonym: string;
  readonly externalKey: string | null;
  /** Who enrolled the person: they alone see the key they gave them. */
  readonly enrolledOrganisation: string | null;
  readonly left: { readonly on: LocalDate; readonly reason: Departure } | null;
  readonly erased: boolean;
  /** Whether a CPR digest is stored, so that the person is recognised. */
  readonly identified: boolean;
}

export interface NewParticipant extends Omit<Participant, 'identified' | 'moves' | 'left' | 'erased'> {
  readonly personDigest: string | null;
  readonly enrolledAt: Instant;
  readonly enrolledBy: string;
}

/** Somebody by what they are called here. */
export interface Named {
  readonly participantId: string;
  readonly pseudonym: string;
}

export interface ParticipantRow {
  participant_id: string;
  contract_id: string;
  pseudonym: string;
  external_key: string | null;
  referred_on: LocalDate;
  started_on: LocalDate | null;
  cohort: string | null;
  group_code: string | null;
  paying_municipality: string | null;
  enrolled_organisation: string | null;
  moves: Move[];
  left_on: LocalDate | null;
  left_reason: Departure | null;
  erased: boolean;
  identified: boolean;
}

/** Columns of the participant `p`. */
export const PARTICIPANT_COLUMNS = `p.participant_id, p.contract_id, p.pseudonym, p.external_key, p.referred_on::text, p.started_on::text, p.cohort, p.group_code, p.paying_municipality,
  p.enrolled_organisation, p.moves, p.left_on::text, p.left_reason, p.erased_at IS NOT NULL AS erased, p.person_digest IS NOT NULL AS identified`;
/** SQL: which day of referral a `participant` was enrolled with, before any correction. */
export const FIRST_REFERRED = `coalesce((SELECT first.was::date FROM participant_fact first WHERE first.participant_id = participant.participant_id
  AND first.type = 'referral-corrected' ORDER BY first.id LIMIT 1), referred_on)`;
/**
 * SQL: people `found` of the contract $1 by the texts $2 in a column, looked up one by one, however many there are. The contract is asked for behind a fence: of a new one
 * nobody knows how many people it has, and the planner would go through all of them for each name.
 */
const foundBy = (column: 'external_key' | 'twin_key' | 'person_digest', columns: string): string =>
  `SELECT ${columns} FROM unnest($2::text[]) wanted CROSS JOIN LATERAL (SELECT * FROM participant WHERE ${column} = wanted OFFSET 0) found WHERE found.contract_id = $1`;
const SELECT = `SELECT ${PARTICIPANT_COLUMNS} FROM participant p`;

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
      `SELECT p.* FROM (SELECT participant_id FROM (
         ${foundBy('external_key', 'found.participant_id')} UNION SELECT participant_id FROM participant WHERE contract_id = $1 AND pseudonym = ANY ($3)) f ORDER BY 1) f
       CROSS JOIN LATERAL (${SELECT} WHERE p.participant_id = f.participant_id FOR NO KEY UPDATE) p`,
      [contractId, names, names.filter(isPseudonym)],
    )) as ParticipantRow[];
    return rows.map(toParticipant);
  }

  /** The keys of people of one contract that are easily taken for others (`twinOf`), by what they share. */
  async namesByTwin(tx: Tx, contractId: string, twins: readonly string[]): Promise<Map<string, string>> {
    const rows = (await tx.query(
      `${foundBy('twin_key', 'found.twin_key, found.external_key')} ORDER BY found.participant_id DESC`,
      [contractId, [...new Set(twins)]],
    )) as { twin_key: string; external_key: string }[];
    return new Map(rows.map(({ twin_key, external_key }) => [twin_key, external_key]));
  }

  /** One person of the contract, held the same way. @throws not-found; rule when their data is erased */
  async lock(tx: Tx, contractId: string, participantId: string): Promise<Participant> {
    const [row] = (await tx.query(`${SELECT} WHERE contract_id = $1 AND participant_id = $2 FOR NO KEY UPDATE`, [
      contractId,
      participantId,
    ])) as ParticipantRow[];
    if (!row) throw outcomeErrors.unknownParticipant();
    if (row.erased) throw outcomeErrors.erasedAlready();
    return toParticipant(row);
  }

  /** Inserts those that collide with nobody; returns the ids of those that were. */
  async insert(tx: Tx, people: readonly NewParticipant[]): Promise<string[]> {
    const all = NEW.gathered(people.map(toRow));
    const rows = await tx.query<{ participant_id: string }[]>(
      `INSERT INTO participant (${NEW.columns}) SELECT * FROM ${all.rows} ON CONFLICT DO NOTHING RETURNING participant_id`,
      all.values,
    );
    return rows.map(({ participant_id }) => participant_id);
  }

  /** The person with this digest, or with this key; undefined when nobody has either. */
  async knownBy(
    tx: Tx,
    contractId: string,
    { personDigest, key }: { readonly personDigest: string | null; readonly key: string | null },
  ): Promise<Named | undefined> {
    const [row] = await tx.query<Named[]>(
      'SELECT participant_id AS "participantId", pseudonym FROM participant WHERE contract_id = $1 AND (person_digest = $2 OR external_key = $3) ORDER BY person_digest = $2 DESC NULLS LAST LIMIT 1',
      [contractId, personDigest, key],
    );
    return row;
  }

  /** Those of these digests that somebody has, and who. */
  async byDigests(tx: Tx, contractId: string, digests: readonly string[]): Promise<Map<string, Named>> {
    const rows = await tx.query<(Named & { digest: string })[]>(
      foundBy(
        'person_digest',
        'found.person_digest AS digest, found.participant_id AS "participantId", found.pseudonym',
      ),
      [contractId, digests],
    );
    return new Map(rows.map(({ digest, ...named }) => [digest, named]));
  }

  /** One person of whatever contract, held. @throws not-found; rule when their data is erased */
  async hold(tx: Tx, participantId: string): Promise<Participant> {
    const { contractId } = await this.get(tx, participantId);
    return this.lock(tx, contractId, participantId);
  }
}

const toRow = (person: NewParticipant) => ({
  participant_id: person.participantId,
  contract_id: person.contractId,
  pseudonym: person.pseudonym,
  person_digest: person.personDigest,
  external_key: person.externalKey,
  twin_key: person.externalKey && twinOf(person.externalKey),
  referred_on: person.referredOn,
  started_on: person.startedOn,
  cohort: person.cohort,
  group_code: person.group,
  paying_municipality: person.payingMunicipality,
  enrolled_at: person.enrolledAt,
  enrolled_by: person.enrolledBy,
  enrolled_organisation: person.enrolledOrganisation,
});
const NEW = unnested<ReturnType<typeof toRow>>({
  participant_id: 'uuid',
  contract_id: 'uuid',
  pseudonym: 'text',
  person_digest: 'text',
  external_key: 'text',
  twin_key: 'text',
  referred_on: 'date',
  started_on: 'date',
  cohort: 'text',
  group_code: 'text',
  paying_municipality: 'text',
  enrolled_at: 'timestamptz',
  enrolled_by: 'text',
  enrolled_organisation: 'text',
});

export const toParticipant = (row: ParticipantRow): Participant => ({
  participantId: row.participant_id,
  contractId: row.contract_id,
  pseudonym: row.pseudonym,
  externalKey: row.external_key,
  referredOn: row.referred_on,
  startedOn: row.started_on,
  cohort: row.cohort,
  group: row.group_code,
  payingMunicipality: row.paying_municipality,
  enrolledOrganisation: row.enrolled_organisation,
  moves: row.moves,
  left: row.left_on && row.left_reason && { on: row.left_on, reason: row.left_reason },
  erased: row.erased,
  identified: row.identified,
});
