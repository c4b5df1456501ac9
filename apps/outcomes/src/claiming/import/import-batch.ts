import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import { DomainMetrics } from '@ringvirkning/observability';
import { readImportRow, type ImportFault, type ImportRow } from '@ringvirkning/outcomes-domain';
import type { EvidenceSource } from '@ringvirkning/outcomes-api';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import type { Row } from '@ringvirkning/reading';
import { takingTurns } from '@ringvirkning/workers';
import { RecordClaims, type Recorded, type Recording } from '../claim/record-claims.js';
import { PeopleOfRows, type ReadRow } from './people-of-rows.js';
import type { RowResult } from './report.js';

interface BatchResult {
  readonly results: readonly RowResult[];
  readonly enrolled: number;
}

/** Takes a batch of rows within one transaction: good rows are kept, each bad one is told with its reasons. */
@Injectable()
export class ImportBatch {
  constructor(
    private readonly people: PeopleOfRows,
    private readonly record: RecordClaims,
    private readonly metrics: DomainMetrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(tx: Tx, recording: Recording, rows: readonly Row[]): Promise<BatchResult> {
    const results: RowResult[] = [];
    const good: ReadRow[] = [];
    const today = dateInDenmark(this.clock.now());
    const turns = takingTurns();
    for (const raw of rows) {
      const read = readImportRow(raw, recording.contract.terms, today);
      if ('row' in read) good.push({ row: raw.row, values: read.row });
      else results.push(failed(raw.row, read.faults));
      await turns();
    }
    const { placed, faulty, enrolled } = await this.people.of(tx, recording.contract.contractId, recording.by, good);
    // Within a batch earlier achievements go first, so that a follow-up finds the one before it, and on one day what was measured before what rests on it.
    const measures = new Set(recording.contract.terms.measures.map(({ code }) => code));
    const orderOf = ({ row, values: { on, outcome } }: ReadRow): string =>
      `${on} ${measures.has(outcome) ? 0 : 1} ${String(row).padStart(9, '0')}`;
    placed.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    const recorded = await this.record.run(
      tx,
      recording,
      placed.map(({ values, participant }) => ({ participant, candidate: candidateOf(values) })),
    );
    results.push(
      ...faulty.map(({ row, faults }) => failed(row, faults)),
      ...recorded.map((each, i) => resultOf(placed[i]!.row, each)),
    );
    onCommit(tx, () => results.forEach(({ status }) => this.metrics.count('import_rows', { status })));
    return { results, enrolled };
  }
}

const failed = (row: number, faults: readonly ImportFault[]): RowResult => ({
  status: 'failed',
  errors: faults.map(({ column, code, da, en }) => ({ row, ...(column !== undefined && { column }), code, da, en })),
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

function resultOf(row: number, { status, findings }: Recorded): RowResult {
  if (status === 'differs') return failed(row, findings);
  if (status !== 'refused') return { status: status === 'claimed' ? 'accepted' : status, errors: [] };
  return {
    status,
    errors: findings.filter(({ severity }) => severity === 'error').map(({ code, da, en }) => ({ row, code, da, en })),
  };
}
