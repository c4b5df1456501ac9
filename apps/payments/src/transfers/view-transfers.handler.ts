import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { sum } from '@ringvirkning/kernel';
import type { Transfer, Transfers } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import type { Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import { publishedRun } from '../publishing/present-published.js';
import { Publications } from '../publishing/publications.js';
import { presentTransfers } from './present-transfer.js';
import { RecordedTransfers } from './transfer-book.js';

/** What became of the money of a run, or of all runs of a contract, the newest first. */
@Injectable()
export class ViewTransfersHandler {
  constructor(
    private readonly recorded: RecordedTransfers,
    private readonly publications: Publications,
  ) {}

  ofRun(runId: string, person: Person): Promise<Transfers> {
    const { book } = this.recorded;
    return book.db.read(async (tx) => {
      const stored = await book.run(tx, runId);
      const contract = await book.contract(tx, stored.run.contractId, stored.termsVersion);
      return this.shown(tx, [stored], contract, person, runId);
    });
  }

  ofContract(contractId: string, person: Person): Promise<Transfers> {
    const { book } = this.recorded;
    return book.db.read(async (tx) => {
      const contract = await book.contract(tx, contractId);
      return this.shown(tx, await book.runs.settledBy(tx, contractId), contract, person);
    });
  }

  private async shown(
    tx: Tx,
    runs: readonly StoredRun[],
    contract: Contract,
    person: Person,
    runId?: string,
  ): Promise<Transfers> {
    const items = await this.recorded.all(tx, runs, contract, runId);
    if (audienceOf(person, contract.terms.parties) !== 'outside') return presentTransfers(contract, items);
    const publications = await this.publications.of(tx, contract.contractId);
    const amounts = new Map(
      runs.flatMap((stored) => publishedAmounts(publishedRun(stored, contract, publications).settlements, stored)),
    );
    return presentTransfers(
      contract,
      items.flatMap((item) => asPublished(item, amounts.get(keyOf(item)))),
    );
  }
}

type Settled = ReturnType<typeof publishedRun>['settlements'];
const keyOf = ({ runId, payer, payee }: Pick<Transfer, 'runId' | 'payer' | 'payee'>): string =>
  `${runId} ${payer} ${payee}`;

/** Per payer and payee what was published of it; nothing where a year of it is withheld. */
const publishedAmounts = (settlements: Settled, { run: { runId } }: StoredRun): [string, bigint | undefined][] =>
  [...Map.groupBy(settlements, ({ payer, payee }) => keyOf({ runId, payer, payee }))].map(([key, of]) => [
    key,
    of.some(({ amount }) => amount === null) ? undefined : sum(of.map(({ amount }) => BigInt(amount!))),
  ]);

/** Outsiders see that what was published was paid, and when: no other amount, and not what people wrote beside it. */
const asPublished = (item: Transfer, amount: bigint | undefined): Transfer[] =>
  amount === undefined || amount === 0n
    ? []
    : [{ ...item, amount: amount.toString(), place: null, reference: null, reason: null, records: [] }];
