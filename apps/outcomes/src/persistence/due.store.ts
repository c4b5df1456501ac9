import { Injectable } from '@nestjs/common';
import type { LocalDate } from '@ringvirkning/kernel';
import { DUE_COUNTED, type DueItem, type DueKind, type DueSummary } from '@ringvirkning/outcomes-api';
import type { Days, DueBand } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { waitsForAttestation, waitsForVerification, type Waiting } from './turns.js';

/** Whose due things, and of which contract. */
export interface DueFor {
  readonly subject: string;
  readonly organisation: string;
  readonly contractId: string | undefined;
}

/** What sorts a due list: the rows of one kind by day, person and what they are about, and in a row its outcomes. */
export interface DuePosition {
  readonly dueOn: LocalDate;
  readonly participantId: string;
  readonly kind: DueKind;
  readonly about: string;
  readonly outcome: string;
}

export type DueLine = DueItem & Pick<DuePosition, 'about'>;
export type DueGroup = DueSummary['bands'][number]['groups'][number] & {
  readonly band: DueBand;
  /** Of the band and kind together. */
  readonly total: number;
};

/** Days that come before and after all others: what is open at one end is compared as the rest. */
const [FIRST, LAST] = ['0001-01-01', '9999-12-31'];
const bounds = ({ from, to }: Days): [string, string] => [from ?? FIRST, to ?? LAST];

/** Where things of a kind are: rows `d`, with what they are about. An index has them by `day`, and they are due `later` days after it. */
interface Place {
  readonly withContracts: string;
  readonly from: string;
  readonly day: string;
  readonly later: number;
  readonly about: string;
  readonly outcomes: string;
  readonly followUp: string;
  readonly claim: string;
}

/** $1 organisation, $2 subject, $3 kind, $4 contract; all four of them everywhere. */
const KEPT = {
  withContracts: '',
  from: `FROM due d WHERE d.organisation = $1 AND $2 <> '' AND d.kind = $3`,
  day: 'd.due_on',
  later: 0,
  about: 'd.about',
  outcomes: 'd.outcomes',
};
const CAME_BACK: Place = {
  ...KEPT,
  followUp: '(SELECT c.follow_up FROM claim c WHERE c.claim_id = d.about::uuid)',
  claim: 'd.about::uuid',
};
/** Claims wait for organisations with a role, and for none of the people who had a part in them. */
const waiting = ({ withContracts, condition }: Waiting): Place => ({
  withContracts,
  from: `FROM (SELECT c.* FROM claim c WHERE $3 <> '' AND ${condition}) d WHERE true`,
  day: 'd.waiting_since',
  later: 14,
  about: 'd.claim_id',
  outcomes: 'ARRAY[d.outcome]',
  followUp: 'd.follow_up',
  claim: 'd.claim_id',
});
const PLACES: Readonly<Record<DueKind, Place>> = {
  'follow-up': { ...KEPT, followUp: 'd.about', claim: 'NULL::uuid' },
  measurement: { ...KEPT, followUp: `split_part(d.about, ' ', 2)`, claim: 'NULL::uuid' },
  returned: CAME_BACK,
  rejected: CAME_BACK,
  attest: waiting(waitsForAttestation('$1', '$2')),
  verify: waiting(waitsForVerification('$1', '$2')),
};

/** Rows of a kind in the order of the list, so many at most. */
const rowsOf = (place: Place, from: string, to: string, more: string, limit: string): string =>
  `SELECT d.contract_id, d.participant_id, ${place.about}::text AS about, ${place.day} + ${place.later} AS due_on, ${place.outcomes} AS outcomes, ${place.followUp} AS follow_up, ${place.claim} AS claim_id
   ${place.from} AND ($4::uuid IS NULL OR d.contract_id = $4) AND ${place.day} BETWEEN ${from}::date - ${place.later} AND ${to}::date - ${place.later} ${more}
   ORDER BY ${place.day}, d.participant_id, ${place.about} LIMIT ${limit}`;

const ABOUT = `d.contract_id AS "contractId", k.title AS "contractTitle", d.outcome, d.follow_up AS "followUp",
  coalesce(m.name, s.title, jsonb_build_object('da', d.outcome, 'en', d.outcome)) AS title, s.follow_up_name AS "followUpTitle"`;
/** A claim outlives the outcome that a renewed contract no longer has. Looked up for each of the few rows (LATERAL … LIMIT 1): steps and people of all contracts are many. */
const NAMED = `JOIN contract k USING (contract_id) LEFT JOIN LATERAL (
    SELECT title, follow_up_name, position FROM contract_step s WHERE s.contract_id = d.contract_id AND s.outcome = d.outcome AND s.follow_up = coalesce(d.follow_up, '') LIMIT 1) s ON true
  LEFT JOIN contract_measure m ON $3 = 'measurement' AND m.contract_id = d.contract_id AND m.measure = d.outcome`;
/** Of a band's groups the largest are told. */
const GROUPS = 20;
const of = ({ subject, organisation, contractId }: DueFor, kind: DueKind) => [
  organisation,
  subject,
  kind,
  contractId ?? null,
];

/**
 * What waits: follow-ups and claims that came back as triggers of the database keep them, claims that wait for a decision where they are. Each list is a walk along an
 * index, from where the last page ended.
 */
@Injectable()
export class DueStore {
  /** Whether something of people has changed for whom what is due is still as before. */
  async anybodyWaits(tx: Tx): Promise<boolean> {
    const [row] = await tx.query<{ waits: boolean }[]>('SELECT EXISTS (SELECT FROM due_touched) AS waits');
    return row!.waits;
  }

  /** Works out anew what is due for some of them. @returns whether there were any */
  async renewInTurn(tx: Tx): Promise<boolean> {
    const [row] = await tx.query<{ renewed: boolean }[]>('SELECT renew_due_in_turn() AS renewed');
    return row!.renewed;
  }

  async page(
    tx: Tx,
    whose: DueFor,
    kind: DueKind,
    days: Days,
    limit: number,
    after: DuePosition | undefined,
  ): Promise<DueLine[]> {
    const place = PLACES[kind];
    // The row in which the last page ended may have more outcomes: it is read once more.
    const from = `AND ($8::date IS NULL OR (${place.day}, d.participant_id) >= ($8::date - ${place.later}, $9::uuid)
      AND (${place.day}, d.participant_id, $3::text, ${place.about}::text) >= ($8::date - ${place.later}, $9::uuid, $10::text, $11::text))`;
    return tx.query<DueLine[]>(
      `${place.withContracts} SELECT $3::text AS kind, ${ABOUT}, d.about, d.participant_id AS "participantId", p.pseudonym, CASE WHEN p.enrolled_organisation = $1 THEN p.external_key END AS key,
         d.due_on::text AS "dueOn", d.claim_id AS "claimId"
       FROM (SELECT d.*, outcome FROM (${rowsOf(place, '$5', '$6', from, '$7 + 1')}) d CROSS JOIN LATERAL unnest(d.outcomes) outcome) d
       ${NAMED} CROSS JOIN LATERAL (SELECT * FROM participant p WHERE p.participant_id = d.participant_id LIMIT 1) p
       WHERE $8::date IS NULL OR (d.due_on, d.participant_id, $3::text, d.about, d.outcome) > ($8, $9, $10, $11, $12::text)
       ORDER BY d.due_on, d.participant_id, d.about, d.outcome LIMIT $7`,
      [
        ...of(whose, kind),
        ...bounds(days),
        limit,
        after?.dueOn ?? null,
        after?.participantId ?? null,
        after?.kind ?? null,
        after?.about ?? null,
        after?.outcome ?? null,
      ],
    );
  }

  /** How much there is of a kind in each band, and of what most; what is due first is counted first. */
  async groups(tx: Tx, whose: DueFor, kind: DueKind, bands: readonly (Days & { readonly band: DueBand })[]) {
    // Each band with days of its own, so that what the database knows of them leads it to the walk along the index.
    const place = PLACES[kind];
    const rows = bands.map(
      (_, i) =>
        `(SELECT $${5 + 3 * i}::text AS band, d.* FROM (${rowsOf(place, `$${6 + 3 * i}`, `$${7 + 3 * i}`, '', String(DUE_COUNTED + 1))}) d)`,
    );
    return tx.query<DueGroup[]>(
      `${place.withContracts} SELECT $3::text AS kind, ${ABOUT}, d.band, d.count, d.total, d.first_on::text AS "firstOn" FROM (
         SELECT d.band, d.contract_id, outcome, d.follow_up, count(*)::int AS count, min(d.due_on) AS first_on, (sum(count(*)) OVER (PARTITION BY d.band))::int AS total,
           row_number() OVER (PARTITION BY d.band ORDER BY count(*) DESC, d.contract_id, outcome, d.follow_up) AS place
         FROM (${rows.join(' UNION ALL ')}) d CROSS JOIN LATERAL unnest(d.outcomes) outcome
         GROUP BY 1, 2, 3, 4) d
       ${NAMED} WHERE d.place <= ${GROUPS} ORDER BY d.count DESC, k.title, s.position`,
      [...of(whose, kind), ...bands.flatMap(({ band, ...days }) => [band, ...bounds(days)])],
    );
  }
}
