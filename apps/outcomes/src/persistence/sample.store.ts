import { Injectable } from '@nestjs/common';
import { canonicalJson, instant, type Instant, type LocalDate } from '@ringvirkning/kernel';
import { evolveDraw, outcomeErrors, type ClaimStatus, type Draw, type DrawFact } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { SampleResult, Unit } from '@ringvirkning/statistics';
import type { Consequence } from '@ringvirkning/terms';
import type { Fact, Sample } from '@ringvirkning/terms-language';
import { NAME_AT_THE_TIME } from './acting-name.js';
import { toFact, type FactRow } from './finalisation.store.js';

/** A sample with the contract it is of. */
export interface HeldDraw {
  readonly contractId: string;
  readonly draw: Draw;
}

/** A claim of a sample, as it is now. */
export interface SampledClaim extends Unit {
  readonly participantId: string;
  readonly pseudonym: string;
  readonly outcome: string;
  readonly on: LocalDate;
  readonly status: ClaimStatus;
}

/** How far the audit of what was drawn has come. */
export interface DrawProgress {
  readonly selected: number;
  readonly decided: number;
  readonly wrong: number;
}
export const NOTHING_DRAWN: DrawProgress = { selected: 0, decided: 0, wrong: 0 };

const RIGHT = ['verified', 'final'];
const UNDECIDED = ['attested', 'disputed'];
/** Of the claim `c`: whether it is decided, and how; the same in a program. */
const IS_DECIDED = `c.status NOT IN (${UNDECIDED.map((status) => `'${status}'`).join(', ')})`;
const IS_WRONG = `${IS_DECIDED} AND c.status NOT IN (${RIGHT.map((status) => `'${status}'`).join(', ')})`;
export const isWrong = ({ status }: Pick<SampledClaim, 'status'>): boolean =>
  ![...RIGHT, ...UNDECIDED].includes(status);

export interface DrawStep {
  readonly type: DrawFact['type'];
  readonly at: Instant;
  readonly subject: string;
  readonly name: string | null;
}

/** Amounts in JSON are digit strings. */
type Told<T> = { readonly [K in keyof T]: T[K] extends bigint ? string : T[K] };
interface Row {
  sample_id: string;
  contract_id: string;
  status: Draw['status'];
  from_day: LocalDate;
  to_day: LocalDate;
  terms: Sample;
  digest: string;
  units: number;
  book: string;
  sizes: number[];
  seed: string | null;
  result: Told<SampleResult> | null;
  consequence: Consequence | null;
}

const SELECT =
  'SELECT sample_id, contract_id, status, from_day::text, to_day::text, terms, digest, units, book::text, sizes, seed, result, consequence FROM sample';

@Injectable()
export class SampleStore {
  /** What waits for verification in no sample, as the rules take it, held: nothing of it can be corrected meanwhile. */
  async lockWaiting(tx: Tx, contractId: string, from: LocalDate, to: LocalDate): Promise<Fact[]> {
    const rows = await tx.query<FactRow[]>(
      `SELECT c.claim_id AS id, c.participant_id::text AS participant, c.outcome, c.follow_up AS "followUp", c.achieved_on::text AS on, c.quantity, p.cohort, p.group_code AS "group"
       FROM claim c JOIN participant p USING (participant_id)
       WHERE c.contract_id = $1 AND c.status = 'attested' AND c.sample_id IS NULL AND c.achieved_on BETWEEN $2 AND $3 ORDER BY c.claim_id FOR UPDATE OF c`,
      [contractId, from, to],
    );
    return rows.map(toFact);
  }

  async countWaiting(tx: Tx, contractId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM claim WHERE contract_id = $1 AND status = 'attested' AND sample_id IS NULL`,
      [contractId],
    );
    return row!.count;
  }

  /** Keeps a frozen sample and its population, and marks the claims. */
  async add(
    tx: Tx,
    contractId: string,
    fact: Extract<DrawFact, { type: 'frozen' }>,
    units: readonly Unit[],
  ): Promise<Draw> {
    const draw = evolveDraw(undefined, fact);
    await tx.query(
      `INSERT INTO sample (sample_id, contract_id, status, from_day, to_day, terms, digest, units, book, sizes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        draw.id,
        contractId,
        draw.status,
        draw.from,
        draw.to,
        JSON.stringify(draw.sample),
        draw.digest,
        draw.units,
        draw.book,
        draw.sizes,
      ],
    );
    await tx.query(
      `WITH units AS (SELECT claim_id, amount, stratum FROM json_to_recordset($3::json) AS u (claim_id uuid, amount bigint, stratum text)),
       marked AS (UPDATE claim c SET sample_id = $1, sample_place = 'waiting' FROM units WHERE c.claim_id = units.claim_id)
       INSERT INTO sample_unit (sample_id, contract_id, claim_id, amount, stratum) SELECT $1, $2, claim_id, amount, stratum FROM units`,
      [
        draw.id,
        contractId,
        JSON.stringify(units.map(({ id, amount, stratum }) => ({ claim_id: id, amount: String(amount), stratum }))),
      ],
    );
    await this.addFact(tx, contractId, draw.id, fact);
    return draw;
  }

  /** Saves the state after a fact, and the fact. */
  async apply(tx: Tx, { contractId, draw }: HeldDraw, fact: DrawFact): Promise<Draw> {
    const next = evolveDraw(draw, fact);
    await tx.query(
      'UPDATE sample SET status = $2, sizes = $3, seed = $4, result = $5, consequence = $6 WHERE sample_id = $1',
      [
        next.id,
        next.status,
        next.sizes,
        next.seed,
        next.result && canonicalJson(next.result),
        next.consequence && canonicalJson(next.consequence),
      ],
    );
    await this.addFact(tx, contractId, draw.id, fact);
    return next;
  }

  private async addFact(tx: Tx, contractId: string, sampleId: string, fact: DrawFact): Promise<void> {
    const { type, at, by, ...content } = fact;
    await tx.query(
      'INSERT INTO sample_fact (contract_id, sample_id, type, at, subject, organisation, content) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [contractId, sampleId, type, at, by.subject, by.organisation, canonicalJson(content)],
    );
  }

  /** The sample, held until the transaction ends. @throws not-found */
  lock(tx: Tx, sampleId: string): Promise<HeldDraw> {
    return this.one(tx, sampleId, ' FOR UPDATE');
  }

  /** @throws not-found */
  get(tx: Tx, sampleId: string): Promise<HeldDraw> {
    return this.one(tx, sampleId, '');
  }

  private async one(tx: Tx, sampleId: string, hold: string): Promise<HeldDraw> {
    const [row] = await tx.query<Row[]>(`${SELECT} WHERE sample_id = $1${hold}`, [sampleId]);
    if (!row) throw outcomeErrors.unknownSample();
    return { contractId: row.contract_id, draw: toDraw(row) };
  }

  /** Samples of a contract, newest first. */
  async of(tx: Tx, contractId: string): Promise<Draw[]> {
    const rows = await tx.query<Row[]>(`${SELECT} WHERE contract_id = $1 ORDER BY sample_id DESC LIMIT 100`, [
      contractId,
    ]);
    return rows.map(toDraw);
  }

  /** How far each of these samples is, those of which nothing is drawn left out. */
  async progressOf(tx: Tx, sampleIds: readonly string[]): Promise<ReadonlyMap<string, DrawProgress>> {
    const rows = await tx.query<(DrawProgress & { id: string })[]>(
      `SELECT d.sample_id AS id, count(*)::int AS selected, (count(*) FILTER (WHERE ${IS_DECIDED}))::int AS decided, (count(*) FILTER (WHERE ${IS_WRONG}))::int AS wrong
       FROM sample_drawn d JOIN claim c USING (claim_id) WHERE d.sample_id = ANY ($1::uuid[]) GROUP BY 1`,
      [sampleIds],
    );
    return new Map(rows.map(({ id, ...progress }) => [id, progress]));
  }

  /** The whole population. */
  claimsOf(tx: Tx, sampleId: string): Promise<SampledClaim[]> {
    return this.sampled(tx, sampleId, '');
  }

  /** What was drawn of it. */
  drawnOf(tx: Tx, sampleId: string): Promise<SampledClaim[]> {
    return this.sampled(tx, sampleId, 'JOIN sample_drawn USING (sample_id, claim_id)');
  }

  private async sampled(tx: Tx, sampleId: string, which: string): Promise<SampledClaim[]> {
    const rows = await tx.query<(Omit<SampledClaim, 'amount'> & { amount: string })[]>(
      `SELECT claim_id AS id, u.amount::text, u.stratum, c.participant_id AS "participantId", p.pseudonym, c.outcome, c.achieved_on::text AS on, c.status
       FROM sample_unit u ${which} JOIN claim c USING (claim_id) JOIN participant p USING (participant_id) WHERE u.sample_id = $1 ORDER BY claim_id`,
      [sampleId],
    );
    return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
  }

  async historyOf(tx: Tx, sampleId: string): Promise<DrawStep[]> {
    const rows = await tx.query<(Omit<DrawStep, 'at'> & { at: Date })[]>(
      `SELECT f.type, f.at, f.subject, ${NAME_AT_THE_TIME} AS name FROM sample_fact f WHERE f.sample_id = $1 ORDER BY f.id`,
      [sampleId],
    );
    return rows.map((row) => ({ ...row, at: instant(row.at.toISOString()) }));
  }
}

const toDraw = (row: Row): Draw => ({
  id: row.sample_id,
  status: row.status,
  from: row.from_day,
  to: row.to_day,
  sample: row.terms,
  digest: row.digest,
  units: row.units,
  book: BigInt(row.book),
  sizes: row.sizes,
  seed: row.seed,
  result: row.result && {
    book: BigInt(row.result.book),
    tolerable: BigInt(row.result.tolerable),
    found: BigInt(row.result.found),
    projected: BigInt(row.result.projected),
    precision: BigInt(row.result.precision),
    upperLimit: BigInt(row.result.upperLimit),
    verdict: row.result.verdict,
  },
  consequence: row.consequence,
});
