import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, IDS, type Clock, type Ids, type LocalDate } from '@ringvirkning/kernel';
import type { Run as RunView } from '@ringvirkning/payments-api';
import { mayCalculate, mustDiffer, settle, signature, type Run, type Signer } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { resultJson } from '@ringvirkning/terms-language';
import type { StoredRun } from '../persistence/run.store.js';
import type { Contract } from '../persistence/contract.store.js';
import type { EvaluatedAt } from '../evaluating/evaluations.js';
import { presentRun } from '../presenting/present-run.js';
import { RunBook } from './run-book.js';
import { signerOf } from './signer.js';

/** A new run: the evaluation at the cut-off minus what was paid. A run of nothing is not made. */
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
      // What a partner did not take is claimed again by the next run, also when that has nothing else.
      const isClaimedAgain = (await this.book.claims.notPaid(tx)).some((claim) => claim.contractId === contractId);
      if (!isClaimedAgain) mustDiffer({ ...stored, ...stored.run }, await this.last(tx, contractId, no), cutOff);
      await this.book.runs.add(tx, stored);
      return presentRun(stored, contract, []);
    });
  }

  private async last(tx: Tx, contractId: string, no: number) {
    const last = await this.book.runs.authorisedBefore(tx, contractId, no);
    return last && { ...last.run, factsDigest: last.factsDigest };
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
