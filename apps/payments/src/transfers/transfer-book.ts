import { Injectable } from '@nestjs/common';
import type { Transfer as TransferView } from '@ringvirkning/payments-api';
import { transfersOf, type Transfer, type TransferBook, type TransferFact } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import { TransferStore, type StoredTransferFact, type TransferKey } from '../persistence/transfer.store.js';
import { RunBook } from '../runs/run-book.js';
import { presentTransfer } from './present-transfer.js';

/** Of a payer and a payee. */
export type Between = Omit<TransferKey, 'runId'>;

/** Loads the transfers of runs with what was recorded of them, and records. */
@Injectable()
export class RecordedTransfers {
  constructor(
    readonly book: RunBook,
    readonly transfers: TransferStore,
  ) {}

  /** One transfer of a run. */
  async one(tx: Tx, stored: StoredRun, contract: Contract, between: Between): Promise<TransferBook> {
    const { contractId, runId } = stored.run;
    return this.among(await this.transfers.of(tx, contractId, runId), stored, contract, between);
  }

  /** The same, of facts that are read already, of whatever runs. */
  among(facts: readonly StoredTransferFact[], { run }: StoredRun, contract: Contract, between: Between): TransferBook {
    const ofRun = facts.filter(({ runId }) => runId === run.runId);
    return {
      run,
      transfer: moved(run, contract).find((each) => isBetween(each, between)),
      facts: factsOf(ofRun, between),
    };
  }

  /** Adds what was decided of it, and shows it as it then is. */
  async keep(
    tx: Tx,
    { run }: StoredRun,
    contract: Contract,
    { transfer, facts }: TransferBook,
    fact: TransferFact | undefined,
  ): Promise<TransferView> {
    if (fact) await this.transfers.add(tx, run.runId, run.contractId, transfer!, fact);
    return presentTransfer(run, transfer!, fact ? [...facts, fact] : facts, contract);
  }

  /** All of some authorised runs. */
  async all(tx: Tx, runs: readonly StoredRun[], contract: Contract, runId?: string): Promise<TransferView[]> {
    const facts = await this.transfers.of(tx, contract.contractId, runId);
    const ofRun = Map.groupBy(facts, (fact) => fact.runId);
    return runs
      .filter(({ run }) => run.status === 'authorised')
      .flatMap(({ run }) =>
        moved(run, contract).map((transfer) =>
          presentTransfer(run, transfer, factsOf(ofRun.get(run.runId) ?? [], transfer), contract),
        ),
      );
  }
}

const isBetween = (one: Between, { payer, payee }: Between): boolean => one.payer === payer && one.payee === payee;

const factsOf = (facts: readonly StoredTransferFact[], between: Between): TransferFact[] =>
  facts.filter((fact) => isBetween(fact, between)).map(({ fact }) => fact);

/** Partners pay from an instance of their own and are not followed here. */
function moved({ settlements }: StoredRun['run'], { terms, partners }: Contract): Transfer[] {
  const elsewhere = terms.parties.filter(({ organisation }) => partners.includes(organisation)).map(({ id }) => id);
  return transfersOf(settlements, new Set(elsewhere));
}
