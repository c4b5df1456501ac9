import { type AsJson, canonicalJson, localDate, parseMinor, type Instant, type LocalDate } from '@ringvirkning/kernel';
import { PaymentAuthorisedV1 } from '@ringvirkning/payments-api';
import type { Run, RunFact, RunsSoFar, RunStatus, Settlement } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { ResultJson } from '@ringvirkning/terms-language';

/** A run with everything that is needed to show it and to compute it again. */
export interface StoredRun {
  readonly run: Run;
  readonly termsVersion: number;
  /** Position up to which facts and reversals were taken into account. */
  readonly factsUpto: bigint;
  readonly facts: number;
  readonly factsDigest: string;
  readonly resultDigest: string;
  readonly result: ResultJson;
  /** Whether its event tells the parts that are out; runs authorised before that was so do not. */
  readonly tellsParts: boolean;
  /** Whether it tells all of them, however many; runs authorised before that was so told what one message held. */
  readonly tellsAll: boolean;
  /** Whether what it publishes obeys the rule of dominance (ADR 86); runs authorised before that rule do not. */
  readonly hidesDominated: boolean;
}

/** Seconds that the open run has waited which has waited longest for each signature; 0 where none waits. */
export interface LongestWaits {
  readonly certify: number;
  readonly authorise: number;
}

interface Row {
  runId: string;
  contractId: string;
  no: number;
  status: RunStatus;
  cutOff: string;
  termsVersion: number;
  factsUpto: string;
  facts: number;
  factsDigest: string;
  resultDigest: string;
  result: ResultJson;
  settlements: AsJson<Settlement>[];
  calculated: Run['calculated'];
  certified: Run['certified'] | null;
  authorised: Run['authorised'] | null;
  cancelled: Run['cancelled'] | null;
  tellsParts: boolean;
  tellsAll: boolean;
  hidesDominated: boolean;
}

/** @param step After which a run of the same name waits. */
const waited = (step: 'calculated' | 'certified'): string =>
  `coalesce(max(extract(epoch FROM $1::timestamptz - (${step}->>'at')::timestamptz)) FILTER (WHERE status = '${step}'), 0)::float8`;

const COLUMNS = `run_id AS "runId", contract_id AS "contractId", no, status, cut_off::text AS "cutOff", terms_version AS "termsVersion", facts_upto::text AS "factsUpto", facts,
  facts_digest AS "factsDigest", result_digest AS "resultDigest", settlements, calculated, certified, authorised, cancelled, tells_parts AS "tellsParts",
  tells_all AS "tellsAll", hides_dominated AS "hidesDominated"`;
/** Lists show totals only; the lines of a result can be long. */
const SHORT = `${COLUMNS}, result - 'lines' - 'unpaid' || '{"lines": [], "unpaid": []}' AS result`;
const FULL = `${COLUMNS}, result`;

/** Events that a mended log got back from its consumers tell of runs that the tables may not have. */
const LOST = `SELECT (data->>'no')::integer AS no FROM outbox WHERE given_back_by IS NOT NULL AND subject = $1 AND key = $2
  AND NOT EXISTS (SELECT FROM payment_run r WHERE r.run_id = (data->>'runId')::uuid) ORDER BY id LIMIT 1`;

export class RunStore {
  async add(tx: Tx, { run, ...stored }: StoredRun): Promise<void> {
    const { runId, contractId, no, status, cutOff, settlements, calculated } = run;
    await tx.query(
      `INSERT INTO payment_run (run_id, contract_id, no, status, cut_off, terms_version, facts_upto, facts, facts_digest, result_digest, result, settlements, calculated)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        runId,
        contractId,
        no,
        status,
        cutOff,
        stored.termsVersion,
        stored.factsUpto.toString(),
        stored.facts,
        stored.factsDigest,
        stored.resultDigest,
        JSON.stringify(stored.result),
        canonicalJson(settlements),
        calculated,
      ],
    );
    await this.record(tx, run, {
      type: 'calculated',
      ...calculated,
      data: { cutOff, resultDigest: stored.resultDigest },
    });
  }

  /** Saves what a step made of a run, and the step itself in the history. */
  async save(tx: Tx, run: Run, fact: RunFact): Promise<void> {
    await tx.query(
      'UPDATE payment_run SET status = $2, certified = $3, authorised = $4, cancelled = $5 WHERE run_id = $1',
      [run.runId, run.status, run.certified ?? null, run.authorised ?? null, run.cancelled ?? null],
    );
    await this.record(tx, run, {
      type: fact.type,
      ...fact.signature,
      data: dataOf(fact),
    });
  }

  async find(tx: Tx, runId: string): Promise<StoredRun | undefined> {
    const [row] = await tx.query<Row[]>(`SELECT ${FULL} FROM payment_run WHERE run_id = $1`, [runId]);
    return row && toStored(row);
  }

  /** Newest first, without lines. `before` is the number to continue below. */
  async list(tx: Tx, contractId: string, before: number | undefined, limit: number): Promise<StoredRun[]> {
    const rows = await tx.query<Row[]>(
      `SELECT ${SHORT} FROM payment_run WHERE contract_id = $1 AND ($2::integer IS NULL OR no < $2) ORDER BY no DESC LIMIT $3`,
      [contractId, before ?? null, limit],
    );
    return rows.map(toStored);
  }

  /** Authorised runs after a number, with their lines, oldest first. */
  async authorisedAfter(tx: Tx, contractId: string, no: number): Promise<StoredRun[]> {
    const rows = await tx.query<Row[]>(
      `SELECT ${FULL} FROM payment_run WHERE contract_id = $1 AND status = 'authorised' AND no > $2 ORDER BY no`,
      [contractId, no],
    );
    return rows.map(toStored);
  }

  /** The authorised run before a number, with its lines. */
  async authorisedBefore(tx: Tx, contractId: string, no: number): Promise<StoredRun | undefined> {
    const [row] = await tx.query<Row[]>(
      `SELECT ${FULL} FROM payment_run WHERE contract_id = $1 AND status = 'authorised' AND no < $2 ORDER BY no DESC LIMIT 1`,
      [contractId, no],
    );
    return row && toStored(row);
  }

  /** The newest run that was not given up. */
  async lastStanding(
    tx: Tx,
    contractId: string,
  ): Promise<{ runId: string; no: number; status: RunStatus; cutOff: LocalDate } | undefined> {
    const [row] = await tx.query<{ runId: string; no: number; status: RunStatus; cutOff: LocalDate }[]>(
      `SELECT run_id AS "runId", no, status, cut_off::text AS "cutOff" FROM payment_run
       WHERE contract_id = $1 AND status <> 'cancelled' ORDER BY no DESC LIMIT 1`,
      [contractId],
    );
    return row;
  }

  /** Authorised runs, newest first, without lines. */
  async settledBy(tx: Tx, contractId: string): Promise<StoredRun[]> {
    const rows = await tx.query<Row[]>(
      `SELECT ${SHORT} FROM payment_run WHERE contract_id = $1 AND status = 'authorised' ORDER BY no DESC`,
      [contractId],
    );
    return rows.map(toStored);
  }

  /** Runs in a state, of all contracts, oldest first, without lines. */
  /** Read off the index of open runs, of which a contract has one at most. */
  async longestWaits(tx: Tx, now: Instant): Promise<LongestWaits> {
    const [row] = await tx.query<LongestWaits[]>(
      `SELECT ${waited('calculated')} AS certify, ${waited('certified')} AS authorise FROM payment_run WHERE status IN ('calculated', 'certified')`,
      [now],
    );
    return row!;
  }

  async inStatus(tx: Tx, statuses: readonly RunStatus[]): Promise<StoredRun[]> {
    const rows = await tx.query<Row[]>(
      `SELECT ${SHORT} FROM payment_run WHERE status = ANY($1::text[]) ORDER BY calculated->>'at', run_id`,
      [[...statuses]],
    );
    return rows.map(toStored);
  }

  /** What the next run of a contract depends on. */
  async soFar(tx: Tx, contractId: string): Promise<RunsSoFar> {
    const [last] = await tx.query<{ no: number; status: RunStatus }[]>(
      'SELECT no, status FROM payment_run WHERE contract_id = $1 ORDER BY no DESC LIMIT 1',
      [contractId],
    );
    const [authorised] = await tx.query<{ cutOff: LocalDate | null }[]>(
      `SELECT max(cut_off)::text AS "cutOff" FROM payment_run WHERE contract_id = $1 AND status = 'authorised'`,
      [contractId],
    );
    const [lost] = await tx.query<{ no: number }[]>(LOST, [PaymentAuthorisedV1.subject, contractId]);
    return { last, lastAuthorisedCutOff: authorised?.cutOff ?? undefined, lost: lost?.no };
  }

  private async record(
    tx: Tx,
    { runId, contractId }: Run,
    fact: { type: string; by: string; at: string; data: object },
  ): Promise<void> {
    await tx.query(
      'INSERT INTO payment_run_fact (run_id, contract_id, type, by, at, data) VALUES ($1, $2, $3, $4, $5, $6)',
      [runId, contractId, fact.type, fact.by, fact.at, fact.data],
    );
  }
}

/** What a step says beside who took it. */
function dataOf(fact: RunFact): object {
  if (fact.type === 'cancelled') return { reason: fact.reason };
  return fact.type === 'certified' ? { shown: fact.shown } : {};
}

function toStored({
  runId,
  contractId,
  no,
  status,
  cutOff,
  settlements,
  calculated,
  certified,
  authorised,
  cancelled,
  ...row
}: Row): StoredRun {
  const run: Run = {
    runId,
    contractId,
    no,
    status,
    cutOff: localDate(cutOff),
    calculated,
    settlements: settlements.map(({ payable, paidBefore, amount, ...between }) => ({
      ...between,
      payable: parseMinor(payable),
      paidBefore: parseMinor(paidBefore),
      amount: parseMinor(amount),
    })),
    ...(certified && { certified }),
    ...(authorised && { authorised }),
    ...(cancelled && { cancelled }),
  };
  return { ...row, run, factsUpto: BigInt(row.factsUpto) };
}
