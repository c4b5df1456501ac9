import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import { readImportRow, sourceOf, type ImportFault, type ImportRow } from '@ringvirkning/outcomes-domain';
import type { EvidenceSource } from '@ringvirkning/outcomes-api';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import type { Row } from '@ringvirkning/reading';
import { takingTurns } from '@ringvirkning/workers';
import { RecordClaims, type Recorded, type Recording } from '../claim/record-claims.js';
import { PeopleOfRows, type ReadRow } from './people-of-rows.js';
import { plainName } from '../../receiving/entries.js';
import type { FilesBeside } from './files-beside.js';
import type { RowResult } from './report.js';

interface BatchResult {
  readonly results: readonly RowResult[];
  /** Names of those who are enrolled now. */
  readonly enrolled: readonly string[];
  /** People of the contract whom rows named. */
  readonly known: readonly string[];
}

/** Rows of a batch, as far as they can be judged by themselves. */
export interface ReadBatch {
  readonly rows: readonly Row[];
  readonly good: readonly ReadRow[];
  readonly bad: readonly RowResult[];
}

/** What a batch has to do with the one before it, which is not committed yet, and with the one after it. */
export interface Turn {
  /** Names of those whom the batch before enrols. */
  readonly beingEnrolled: readonly string[];
  /** When the batch before has stored its claims: of two rows with the same reference the first one is taken. */
  readonly mayStore: Promise<unknown>;
  /** Told when nobody else can take a person of this batch, with the names of those who are enrolled. */
  readonly placed: (enrolled: readonly string[]) => void;
}
export const ALONE: Turn = { beingEnrolled: [], mayStore: Promise.resolve(), placed: () => undefined };

/** Takes a batch of rows within one transaction: good rows are kept, each bad one is told with its reasons. */
@Injectable()
export class ImportBatch {
  constructor(
    private readonly people: PeopleOfRows,
    private readonly record: RecordClaims,
    private readonly metrics: DomainMetrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What rows say by themselves: the next batch is read while the database works on this one. */
  async read({ contract }: Recording, rows: readonly Row[], files: FilesBeside): Promise<ReadBatch> {
    const bad: RowResult[] = [];
    const good: ReadRow[] = [];
    const today = dateInDenmark(this.clock.now());
    const turns = takingTurns();
    for (const raw of rows) {
      const read = readImportRow(raw, contract.terms, today);
      const values = 'row' in read ? withFile(read.row, contract.terms, files) : read;
      if ('faults' in values) bad.push(failed(raw, values.faults));
      else good.push({ row: raw.row, values });
      await turns();
    }
    return { rows, good, bad };
  }

  async run(
    tx: Tx,
    recording: Recording,
    { rows, good, bad }: ReadBatch,
    { beingEnrolled, mayStore, placed: tell }: Turn,
  ): Promise<BatchResult> {
    const { placed, faulty, enrolled, known } = await this.people.of(
      tx,
      recording.contract.contractId,
      recording.by,
      good,
      beingEnrolled,
    );
    tell(enrolled);
    const inOrder = inOrderOf(recording.contract.terms, placed);
    const recorded = await this.record.run(
      tx,
      recording,
      inOrder.map(({ values, participant }) => ({ participant, candidate: candidateOf(values) })),
      mayStore,
    );
    const sent = new Map(rows.map((row) => [row.row, row]));
    const results = [
      ...bad,
      ...faulty.map(({ row, faults }) => failed(sent.get(row)!, faults)),
      ...recorded.map((each, i) => resultOf(sent.get(inOrder[i]!.row)!, each)),
    ];
    const byStatus = Map.groupBy(results, ({ status }) => status);
    onCommit(tx, () => byStatus.forEach(({ length }, status) => this.metrics.count('import_rows', { status }, length)));
    return { results, enrolled, known };
  }
}

/** Earlier achievements go first, so that a follow-up finds the one before it, and on one day what was measured before what rests on it. */
function inOrderOf<Placed extends ReadRow>(
  { measures }: Recording['contract']['terms'],
  rows: readonly Placed[],
): Placed[] {
  const measured = new Set(measures.map(({ code }) => code));
  const placeOf = ({ row, values: { on, outcome } }: ReadRow): string =>
    `${on} ${measured.has(outcome) ? 0 : 1} ${String(row).padStart(9, '0')}`;
  return rows
    .map((row) => ({ row, place: placeOf(row) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ row }) => row);
}

/** The row with the digest of the file it names, or why that file cannot be had. */
function withFile(
  row: ImportRow,
  terms: Recording['contract']['terms'],
  files: FilesBeside,
): ImportRow | { readonly faults: readonly ImportFault[] } {
  if (row.evidenceFile === null) return row;
  const file = files.use(plainName(row.evidenceFile.name));
  if (typeof file !== 'string') return { faults: [{ column: 'evidence_file', ...file }] };
  return { ...row, evidence: { digest: file, source: sourceOf(terms, row.evidenceFile.source)! } };
}

const failed = (row: Row, faults: readonly ImportFault[]): RowResult => ({
  row,
  status: 'failed',
  errors: faults.map(({ column, code, da, en }) => ({
    row: row.row,
    ...(column !== undefined && { column }),
    code,
    da,
    en,
  })),
});

const candidateOf = ({ outcome, followUp, on, quantity, externalRef, evidence }: ImportRow) => ({
  outcome,
  followUp,
  on,
  periodStart: null,
  quantity,
  externalRef,
  evidence: evidence ? [{ digest: evidence.digest, source: evidence.source as EvidenceSource }] : [],
});

function resultOf(row: Row, { status, findings }: Recorded): RowResult {
  if (status === 'differs') return failed(row, findings);
  if (status !== 'refused') return { row, status: status === 'claimed' ? 'accepted' : status, errors: [] };
  const errors = findings.filter(({ severity }) => severity === 'error');
  return { row, status, errors: errors.map(({ code, da, en }) => ({ row: row.row, code, da, en })) };
}
