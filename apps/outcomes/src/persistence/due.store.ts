import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@ringvirkning/kernel';
import { DUE_COUNTED, type DueItem, type DueKind, type DueSummary } from '@ringvirkning/outcomes-api';
import type { Days, DueBand } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';

/** Whose due things, and of which contract. */
export interface DueFor {
  readonly subject: string;
  readonly organisation: string;
  readonly contractId: string | undefined;
}

/** What sorts a due list. */
export interface DuePosition {
  readonly dueOn: LocalDate;
  readonly participantId: string;
  readonly kind: DueKind;
  readonly about: string;
}

export type DueLine = DueItem & Pick<DuePosition, 'about'>;
export type DueGroup = DueSummary['bands'][number]['groups'][number] & { readonly band: DueBand };

/** Days that come before and after all others: what is open at one end is compared as the rest. */
const [FIRST, LAST] = ['0001-01-01', '9999-12-31'];
const bounds = ({ from, to }: Days): [string, string] => [from ?? FIRST, to ?? LAST];

/** $1 organisation, $2 subject, $3 kind, $4 contract. */
const MINE = `d.organisation = $1 AND d.kind = $3 AND ($4::uuid IS NULL OR d.contract_id = $4) AND NOT ($2 = ANY (d.not_for))`;
const ABOUT = `d.kind, d.contract_id AS "contractId", k.title AS "contractTitle", d.outcome, nullif(d.follow_up, '') AS "followUp",
  coalesce(s.title, jsonb_build_object('da', d.outcome, 'en', d.outcome)) AS title, s.follow_up_name AS "followUpTitle"`;
/** A claim outlives the outcome that a renewed contract no longer has. */
const NAMED = 'JOIN contract k USING (contract_id) LEFT JOIN contract_step s USING (contract_id, outcome, follow_up)';
const of = ({ subject, organisation, contractId }: DueFor, kind: DueKind) => [
  organisation,
  subject,
  kind,
  contractId ?? null,
];

/** What waits, as the triggers of the database keep it. Each list is a walk along an index, from where the last page ended. */
@Injectable()
export class DueStore {
  async page(
    tx: Tx,
    whose: DueFor,
    kind: DueKind,
    days: Days,
    limit: number,
    after: DuePosition | undefined,
  ): Promise<DueLine[]> {
    return tx.query<DueLine[]>(
      `SELECT ${ABOUT}, d.about, d.participant_id AS "participantId", p.pseudonym, CASE WHEN p.enrolled_organisation = $1 THEN p.external_key END AS key,
         d.due_on::text AS "dueOn", d.claim_id AS "claimId"
       FROM (SELECT * FROM due d WHERE ${MINE} AND d.due_on BETWEEN $5 AND $6
         AND ($8::date IS NULL OR (d.due_on, d.participant_id, d.kind, d.about) > ($8, $9::uuid, $10, $11)) ORDER BY d.due_on, d.participant_id, d.about LIMIT $7) d
       ${NAMED} JOIN participant p USING (participant_id) ORDER BY d.due_on, d.participant_id, d.about`,
      [
        ...of(whose, kind),
        ...bounds(days),
        limit,
        after?.dueOn ?? null,
        after?.participantId ?? null,
        after?.kind ?? null,
        after?.about ?? null,
      ],
    );
  }

  /** How much there is of a kind in each band; what is due first is counted first. */
  async groups(tx: Tx, whose: DueFor, kind: DueKind, bands: readonly (Days & { readonly band: DueBand })[]) {
    return tx.query<DueGroup[]>(
      `SELECT ${ABOUT}, d.band, d.count FROM (
         SELECT b.band, d.kind, d.contract_id, d.outcome, d.follow_up, count(*)::int AS count
         FROM json_to_recordset($5::json) AS b (band text, "from" date, "to" date)
         CROSS JOIN LATERAL (SELECT * FROM due d WHERE ${MINE} AND d.due_on BETWEEN b."from" AND b."to" ORDER BY d.due_on LIMIT ${DUE_COUNTED + 1}) d
         GROUP BY 1, 2, 3, 4, 5) d
       ${NAMED} ORDER BY d.count DESC, k.title, s.position`,
      [
        ...of(whose, kind),
        JSON.stringify(
          bands.map(({ band, ...days }) => {
            const [from, to] = bounds(days);
            return { band, from, to };
          }),
        ),
      ],
    );
  }
}
