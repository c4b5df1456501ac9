import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { audienceOf } from '@ringvirkning/disclosure';
import { decodeCursor, toPage, type Page } from '@ringvirkning/http';
import type { Run, RunClaim, RunDifference } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { z } from 'zod';
import { bundleNotForRole } from '../errors.js';
import type { StoredRun } from '../persistence/run.store.js';
import { publishedRun } from '../publishing/present-published.js';
import { Publications } from '../publishing/publications.js';
import { RunBook } from '../runs/run-book.js';
import type { PickedClaim } from '../differences/compare-runs.task.js';
import { Differences } from '../differences/differences.js';
import type { RunClaimsQuery } from './differences.controller.js';
import { publishedDifference } from '../differences/published-difference.js';

const PlaceSchema = z.tuple([z.int().nonnegative()]);

/** What a run adds to the one before it; and the claims that came and went with it, each look at which is logged. */
@Injectable()
export class ViewDifferenceHandler {
  constructor(
    private readonly book: RunBook,
    private readonly differences: Differences,
    private readonly publications: Publications,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws DomainError `payments.unknown-run`, `payments.recomputation-differs`. */
  one(runId: string, person: Person): Promise<RunDifference> {
    return this.book.db.read(async (tx) => {
      const stored = await this.book.run(tx, runId);
      const contract = await this.book.contract(tx, stored.run.contractId, stored.termsVersion);
      return audienceOf(person, contract.terms.parties) === 'outside'
        ? this.published(tx, stored)
        : this.differences.of(tx, stored, contract);
    });
  }

  /** @throws DomainError `payments.bundle-not-for-role` for those who get aggregates. */
  claims(runId: string, { line, change, limit, after }: RunClaimsQuery, person: Person): Promise<Page<RunClaim>> {
    return this.book.db.transaction(async (tx) => {
      const stored = await this.book.run(tx, runId);
      const { contractId, no } = stored.run;
      const contract = await this.book.contract(tx, contractId, stored.termsVersion);
      if (audienceOf(person, contract.terms.parties) === 'outside') throw bundleNotForRole();
      const from = decodeCursor(after, PlaceSchema)?.[0] ?? 0;
      const picked = await this.differences.claims(tx, stored, contract, { line, change, from, limit: limit + 1 });
      const { items, next } = toPage(picked, limit, () => [from + limit]);
      const participantIds = items.flatMap(({ fact }) => fact.participant ?? []);
      await this.accessLog.record(tx, person, `claims of run ${no}`, { contractId, participantIds });
      return { items: items.map(presentClaim), next };
    });
  }

  private async published(tx: Tx, stored: StoredRun): Promise<RunDifference> {
    const { contractId, no } = stored.run;
    const publications = await this.publications.of(tx, contractId);
    const before = await this.book.runs.authorisedBefore(tx, contractId, no);
    const view = async (of: StoredRun): Promise<Run> =>
      publishedRun(of, await this.book.contract(tx, contractId, of.termsVersion), publications);
    return publishedDifference(stored, before, { now: await view(stored), before: before && (await view(before)) });
  }
}

const presentClaim = ({ claimId, line, change, gross, fact }: PickedClaim): RunClaim => ({
  ...{ claimId, line, change, gross: gross.toString() },
  outcome: fact.outcome,
  followUp: fact.followUp ?? null,
  on: fact.on as RunClaim['on'],
  quantity: fact.quantity ?? '1',
});
