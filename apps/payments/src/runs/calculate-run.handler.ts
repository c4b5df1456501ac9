import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, IDS, type Clock, type Ids, type LocalDate } from '@ringvirkning/kernel';
import type { Run as RunView } from '@ringvirkning/payments-api';
import { mayCalculate, settle, signature, type Run, type Signer } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { resultJson } from '@ringvirkning/terms-language';
import type { StoredRun } from '../persistence/run.store.js';
import type { Contract } from '../persistence/contract.store.js';
import type { EvaluatedAt } from '../evaluating/evaluations.js';
import { presentRun } from '../presenting/present-run.js';
import { RunBook } from './run-book.js';
import { signerOf } from './signer.js';

/** A new run: the evaluation at the cut-off minus what was paid. */
@Injectable()
export class CalculateRunHandler {
  constructor(
    private readonly book: RunBook,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  execute(contractId: string, cutOff: LocalDate, person: Person): Promise<RunView> {
    return this.book.withContract(contractId, async (tx, contract) => {
      const no = mayCalculate(await this.book.runs.soFar(tx, contractId), cutOff, this.clock.now());
      const stored = await this.calculate(tx, contract, { no, cutOff, by: signerOf(person) });
      await this.book.runs.add(tx, stored);
      return presentRun(stored, contract, []);
    });
  }

  private async calculate(
    tx: Tx,
    contract: Contract,
    { no, cutOff, by }: { no: number; cutOff: LocalDate; by: Signer },
  ): Promise<StoredRun> {
    const { contractId, version } = contract;
    const evaluated = await this.book.evaluations.compute(tx, contract, cutOff);
    const settlements = settle(evaluated.evaluation.payments, await this.book.evaluations.paid(tx, contractId));
    const run: Run = {
      runId: this.ids.next(),
      contractId,
      no,
      cutOff,
      status: 'calculated',
      settlements,
      calculated: signature(by, this.clock.now()),
    };
    return { run, termsVersion: version, ...recorded(evaluated) };
  }
}

function recorded({ upto, facts, evaluation }: EvaluatedAt): Omit<StoredRun, 'run' | 'termsVersion'> {
  return {
    factsUpto: upto,
    facts,
    factsDigest: evaluation.factsDigest,
    resultDigest: evaluation.digest,
    result: resultJson(evaluation),
    tellsParts: true,
    tellsAll: true,
    hidesDominated: true,
  };
}
