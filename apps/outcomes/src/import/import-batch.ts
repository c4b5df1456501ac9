import { Injectable } from '@nestjs/common';
import { DomainMetrics } from '@ringvirkning/observability';
import { isPseudonym, readImportRow, type ImportRow, type RowFault } from '@ringvirkning/outcomes-domain';
import type { EvidenceSource } from '@ringvirkning/outcomes-api';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { RecordClaims, type Recorded, type Recording } from '../claim/record-claims.js';
import { EnrolPeople } from '../enrol/enrol-people.js';
import { ParticipantStore, type Participant } from '../persistence/participant.store.js';
import type { RawRow } from './read-rows.js';
import type { RowResult } from './report.js';

interface ReadRow {
  readonly row: number;
  readonly values: ImportRow;
}

interface BatchResult {
  readonly results: readonly RowResult[];
  readonly enrolled: number;
}

/** Takes in a batch of rows within one transaction: good rows are kept, each bad one is told with its reasons. */
@Injectable()
export class ImportBatch {
  constructor(
    private readonly participants: ParticipantStore,
    private readonly people: EnrolPeople,
    private readonly record: RecordClaims,
    private readonly metrics: DomainMetrics,
  ) {}

  async run(tx: Tx, recording: Recording, rows: readonly RawRow[]): Promise<BatchResult> {
    const results: RowResult[] = [];
    const good: ReadRow[] = [];
    for (const raw of rows) {
      const read = readRow(raw, recording);
      if ('values' in read) good.push(read);
      else results.push(read);
    }
    const { byName, enrolled } = await this.resolve(tx, recording.contract.contractId, good);
    const [known, strangers] = [
      good.filter(({ values }) => byName.has(values.participant)),
      good.filter(({ values }) => !byName.has(values.participant)),
    ];
    // Within a batch earlier achievements go first, so that a follow-up finds the one before it.
    known.sort((a, b) => (a.values.on < b.values.on ? -1 : a.values.on > b.values.on ? 1 : a.row - b.row));
    const recorded = await this.record.run(
      tx,
      recording,
      known.map(({ values }) => ({ participant: byName.get(values.participant)!, candidate: candidateOf(values) })),
    );
    results.push(
      ...strangers.map(({ row }) => failed(row, [UNKNOWN_PARTICIPANT])),
      ...recorded.map((each, i) => resultOf(known[i]!.row, each)),
    );
    onCommit(tx, () => results.forEach(({ status }) => this.metrics.count('import_rows', { status })));
    return { results, enrolled };
  }

  /** Finds the people the rows name, and enrols those who are new and come with a day of referral. */
  private async resolve(
    tx: Tx,
    contractId: string,
    rows: readonly ReadRow[],
  ): Promise<{ byName: Map<string, Participant>; enrolled: number }> {
    const byName = new Map<string, Participant>();
    const know = (people: readonly Participant[]): void => {
      for (const person of people)
        for (const name of [person.pseudonym, person.externalKey]) if (name !== null) byName.set(name, person);
    };
    know(
      await this.participants.lockByName(tx, contractId, [...new Set(rows.map(({ values }) => values.participant))]),
    );
    const strangers = new Map(
      rows
        .map(({ values }) => [values.participant, values] as const)
        .filter(([name, { referredOn }]) => !byName.has(name) && !isPseudonym(name) && referredOn !== null),
    );
    if (strangers.size === 0) return { byName, enrolled: 0 };
    const added = await this.people.add(
      tx,
      [...strangers.values()].map((values) => newPerson(contractId, values)),
    );
    know(added);
    // Whom another import has enrolled in between.
    if (added.length < strangers.size)
      know(
        await this.participants.lockByName(
          tx,
          contractId,
          [...strangers.keys()].filter((name) => !byName.has(name)),
        ),
      );
    return { byName, enrolled: added.length };
  }
}

const newPerson = (contractId: string, { participant, referredOn, cohort, group, payingMunicipality }: ImportRow) => ({
  contractId,
  personDigest: null,
  externalKey: participant,
  referredOn: referredOn!,
  startedOn: null,
  cohort,
  group,
  payingMunicipality,
});

const UNKNOWN_PARTICIPANT: RowFault = {
  column: 'participant',
  code: 'outcomes.import-unknown-participant',
  da: 'Borgeren er ikke i kontrakten. Angiv referred_on for at indskrive med egen nøgle.',
  en: 'The person is not in the contract. Give referred_on to enrol them under a key of your own.',
};
const OVERFULL = {
  code: 'outcomes.import-overfull',
  da: 'Rækken har flere felter end filen har kolonner.',
  en: 'The row has more cells than the file has columns.',
};

function readRow({ row, cells, overfull }: RawRow, { contract: { terms } }: Recording): ReadRow | RowResult {
  if (overfull) return { status: 'failed', errors: [{ row, ...OVERFULL }] };
  const read = readImportRow(cells);
  if ('faults' in read) return failed(row, read.faults);
  const { group, cohort } = read.row;
  if (group !== null && !terms.groups.some(({ code }) => code === group))
    return failed(row, [
      {
        column: 'group',
        code: 'outcomes.unknown-group',
        da: `Kontrakten kender ikke målgruppen «${group}».`,
        en: `The contract does not know the group «${group}».`,
      },
    ]);
  if (cohort !== null && !terms.cohorts.some(({ code }) => code === cohort))
    return failed(row, [
      {
        column: 'cohort',
        code: 'outcomes.unknown-cohort',
        da: `Kontrakten kender ikke årgangen «${cohort}».`,
        en: `The contract does not know the cohort «${cohort}».`,
      },
    ]);
  return { row, values: read.row };
}

const failed = (row: number, faults: readonly RowFault[]): RowResult => ({
  status: 'failed',
  errors: faults.map((fault) => ({ row, ...fault })),
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
  if (status !== 'refused') return { status: status === 'claimed' ? 'accepted' : status, errors: [] };
  return {
    status,
    errors: findings.filter(({ severity }) => severity === 'error').map(({ code, da, en }) => ({ row, code, da, en })),
  };
}
