import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { asJson } from '@ringvirkning/kernel';
import type { RunBundle } from '@ringvirkning/payments-api';
import { signedForm, termsDigest, termsOn } from '@ringvirkning/terms';
import type { Fact } from '@ringvirkning/terms-language';
import { bundleNotForRole } from '../errors.js';
import { RunBook } from '../runs/run-book.js';

/** Everything a party needs to compute a run again elsewhere. It names persons by pseudonym, so it is not for those who get aggregates, and each reading is logged. */
@Injectable()
export class ExportBundleHandler {
  constructor(
    private readonly book: RunBook,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws DomainError `payments.bundle-not-for-role`, `payments.recomputation-differs`. */
  async execute(runId: string, person: Person): Promise<RunBundle> {
    return this.book.db.transaction(async (tx) => {
      const stored = await this.book.run(tx, runId);
      const { contractId, no, status, cutOff, settlements } = stored.run;
      const contract = await this.book.contract(tx, contractId, stored.termsVersion);
      if (audienceOf(person, contract.terms.parties) === 'outside') throw bundleNotForRole();
      const { evaluation, upto } = await this.book.recompute(tx, stored, contract);
      // An amendment that holds later has no part in it.
      const terms = termsOn(contract.terms, cutOff);
      const facts = await this.book.evaluations.factsAt(tx, contract, cutOff, upto);
      const participantIds = facts.flatMap(({ participant }) => participant ?? []);
      await this.accessLog.record(tx, person, `bundle of run ${no}`, { contractId, participantIds });
      return {
        format: 'ringvirkning-payment-run/1',
        runId,
        contractId,
        no,
        status,
        cutOff,
        currency: contract.currency,
        terms: signedForm(terms),
        termsDigest: termsDigest(terms),
        facts: facts as BundleFacts,
        factsDigest: stored.factsDigest,
        result: asJson(evaluation) as unknown as Record<string, unknown>,
        resultDigest: stored.resultDigest,
        settlements: asJson(settlements).map((settlement) => ({ ...settlement })),
      };
    });
  }
}

type BundleFacts = RunBundle['facts'] & readonly Fact[];
