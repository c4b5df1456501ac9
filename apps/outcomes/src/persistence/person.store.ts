import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import {
  outcomeErrors,
  type Actor,
  type ClaimOfPlace,
  type Closing,
  type Departure,
  type Move,
  type PlaceCorrected,
  type PlaceField,
  type PlaceReason,
} from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { MEANT_FOR } from './follow-ups.js';
import type { Participant } from './participant.store.js';

interface Done {
  readonly by: Actor;
  readonly at: Instant;
}

/** Codes and days of what was done with a person. */
interface PersonFact {
  readonly type: 'left' | 'readmitted' | 'moved' | 'follow-up-closed' | (typeof PLACE)[PlaceField]['fact'];
  readonly on?: LocalDate;
  readonly code?: string | null;
  readonly outcome?: string;
  readonly followUp?: string;
  readonly was?: string | null;
  readonly now?: string | null;
}

/** Where each field of a place is kept, and what its correction is called. */
const PLACE = {
  group: { column: 'group_code', fact: 'group-corrected' },
  cohort: { column: 'cohort', fact: 'cohort-corrected' },
  referredOn: { column: 'referred_on', fact: 'referral-corrected' },
  startedOn: { column: 'started_on', fact: 'start-corrected' },
} as const satisfies Record<PlaceField, { readonly column: string; readonly fact: string }>;

/** A follow-up of one person. */
export interface FollowUpOf {
  readonly outcome: string;
  readonly followUp: string;
}

/** What happens to a person beside claims: the state, and who did it when. The person is held by the transaction. */
@Injectable()
export class PersonStore {
  async leave(
    tx: Tx,
    person: Participant,
    left: { readonly on: LocalDate; readonly reason: Departure } | null,
    done: Done,
  ): Promise<void> {
    await tx.query('UPDATE participant SET left_on = $2, left_reason = $3 WHERE participant_id = $1', [
      person.participantId,
      left?.on ?? null,
      left?.reason ?? null,
    ]);
    await this.add(tx, person, left ? { type: 'left', on: left.on, code: left.reason } : { type: 'readmitted' }, done);
  }

  /** Saves the moves, and who pays for each claim that is not final. @throws rule when a final one would be paid by another. */
  async move(tx: Tx, person: Participant, moves: readonly Move[], made: Move, done: Done): Promise<void> {
    await tx.query('UPDATE participant SET moves = $2 WHERE participant_id = $1', [
      person.participantId,
      JSON.stringify(moves),
    ]);
    const payer = `coalesce((SELECT m.payer FROM jsonb_to_recordset($2::jsonb) AS m ("from" date, payer text) WHERE m."from" <= c.achieved_on ORDER BY m."from" DESC LIMIT 1), $3)`;
    const of = [person.participantId, JSON.stringify(moves), person.payingMunicipality];
    await tx.query(
      `UPDATE claim c SET paying_municipality = ${payer} WHERE participant_id = $1 AND status NOT IN ('final', 'reversed')`,
      of,
    );
    const [final] = await tx.query<{ day: string }[]>(
      `SELECT achieved_on::text AS day FROM claim c WHERE participant_id = $1 AND status = 'final' AND paying_municipality IS DISTINCT FROM ${payer} ORDER BY 1 DESC LIMIT 1`,
      of,
    );
    if (final) throw outcomeErrors.moveBeforeFinal(final.day);
    await this.add(tx, person, { type: 'moved', on: made.from, code: made.payer }, done);
  }

  /** The person's claims, held: none becomes final, or goes into a sample, before what is done with the person is. */
  async holdClaims(tx: Tx, { participantId }: Participant): Promise<ClaimOfPlace[]> {
    return tx.query<ClaimOfPlace[]>(
      `SELECT outcome, status, achieved_on::text AS on, sample_place IS NOT NULL AS "isInSample"
       FROM claim WHERE participant_id = $1 ORDER BY claim_id FOR UPDATE`,
      [participantId],
    );
  }

  /** Saves what was corrected of the person's place, and each correction with its reason. */
  async correctPlace(
    tx: Tx,
    person: Participant,
    corrected: readonly PlaceCorrected[],
    reason: PlaceReason,
    done: Done,
  ): Promise<void> {
    const set = corrected.map(({ field }, i) => `${PLACE[field].column} = $${i + 2}`).join(', ');
    await tx.query(`UPDATE participant SET ${set} WHERE participant_id = $1`, [
      person.participantId,
      ...corrected.map(({ now }) => now),
    ]);
    for (const { field, was, now } of corrected)
      await this.add(tx, person, { type: PLACE[field].fact, code: reason, was, now }, done);
  }

  /** How a follow-up was closed; null while it is not. @throws not-found when the contract has none such for the person; rule when it is claimed. */
  async closingOf(tx: Tx, person: Participant, { outcome, followUp }: FollowUpOf): Promise<Closing | null> {
    const [row] = await tx.query<{ closing: Closing | null; claimed: boolean }[]>(
      `SELECT f.closing, EXISTS (SELECT 1 FROM claim c WHERE c.participant_id = p.participant_id AND c.outcome = s.outcome AND c.follow_up = s.follow_up
         AND c.status IN ('claimed', 'attested', 'verified', 'disputed', 'final')) AS claimed
       FROM contract_step s JOIN participant p ON p.contract_id = s.contract_id AND ${MEANT_FOR}
       LEFT JOIN follow_up_closing f ON f.participant_id = p.participant_id AND f.outcome = s.outcome AND f.follow_up = s.follow_up
       WHERE p.participant_id = $1 AND s.outcome = $2 AND s.follow_up = $3 AND s.follow_up <> ''`,
      [person.participantId, outcome, followUp],
    );
    if (!row) throw outcomeErrors.unknownFollowUp();
    if (row.claimed) throw outcomeErrors.followUpReached();
    return row.closing;
  }

  async close(
    tx: Tx,
    person: Participant,
    { outcome, followUp }: FollowUpOf,
    closing: Closing | null,
    done: Done,
  ): Promise<void> {
    const of = [person.participantId, outcome, followUp];
    if (closing === null)
      await tx.query('DELETE FROM follow_up_closing WHERE participant_id = $1 AND outcome = $2 AND follow_up = $3', of);
    else
      await tx.query(
        `INSERT INTO follow_up_closing (participant_id, outcome, follow_up, contract_id, closing) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (participant_id, outcome, follow_up) DO UPDATE SET closing = excluded.closing`,
        [...of, person.contractId, closing],
      );
    await this.add(tx, person, { type: 'follow-up-closed', code: closing, outcome, followUp }, done);
  }

  private async add(
    tx: Tx,
    { contractId, participantId }: Participant,
    { type, on, code, outcome, followUp, was, now }: PersonFact,
    { by, at }: Done,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO participant_fact (contract_id, participant_id, type, on_day, code, outcome, follow_up, at, subject, organisation, was, now)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        contractId,
        participantId,
        type,
        on ?? null,
        code ?? null,
        outcome ?? null,
        followUp ?? null,
        at,
        by.subject,
        by.organisation,
        was ?? null,
        now ?? null,
      ],
    );
  }
}
