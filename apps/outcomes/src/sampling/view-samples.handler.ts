import { Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import { may, type Person } from '@ringvirkning/auth';
import { asJson, DomainError } from '@ringvirkning/kernel';
import type { SampleDetails, SampleFile, SampleList } from '@ringvirkning/outcomes-api';
import { mayVerify } from '@ringvirkning/outcomes-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import { inOrderOf } from '@ringvirkning/statistics';
import type { Terms } from '@ringvirkning/terms-language';
import { actorOf } from '../actor.js';
import { rulesOf } from '../persistence/contract.store.js';
import { isWrong, type HeldDraw, type SampledClaim } from '../persistence/sample.store.js';
import { presentSample } from './present-sample.js';
import { SampleRecords } from './sample-records.js';

/** Samples for reading. Claims are about people, so a look at them is logged. */
@Injectable()
export class ViewSamplesHandler {
  constructor(
    private readonly db: Database,
    private readonly records: SampleRecords,
    private readonly accessLog: AccessLog,
  ) {}

  list(contractId: string, person: Person): Promise<SampleList> {
    return this.db.read(async (tx) => {
      const { terms } = await this.records.contracts.get(tx, contractId);
      const draws = await this.records.samples.of(tx, contractId);
      const progress = await this.records.samples.progressOf(
        tx,
        draws.map(({ id }) => id),
      );
      const items = draws.map((draw) => presentSample({ contractId, draw }, terms.currency, progress.get(draw.id)));
      const waiting = await this.records.samples.countWaiting(tx, contractId);
      return { terms: terms.verification.sample ?? null, waiting, mayDraw: mayDraw(terms, person), items };
    });
  }

  details(sampleId: string, person: Person): Promise<SampleDetails> {
    return this.db.transaction(async (tx) => {
      const { held, terms, drawn } = await this.seen(tx, sampleId, person, 'sample');
      const history = await this.records.samples.historyOf(tx, sampleId);
      const progress = await this.records.samples.progressOf(tx, [sampleId]);
      return {
        ...presentSample(held, terms.currency, progress.get(sampleId)),
        mayDraw: mayDraw(terms, person),
        claims: drawn.map(({ id, pseudonym, amount, outcome, on, status }) => ({
          claimId: id,
          pseudonym,
          amount: String(amount),
          outcome,
          on,
          status,
        })),
        history: history.map(({ type, at, subject, name }) => ({
          type,
          at,
          by: subject,
          ...(name === null ? {} : { byName: name }),
        })),
      };
    });
  }

  /** What anybody needs to do it again: ids and amounts, nothing of people. */
  file(sampleId: string, person: Person): Promise<SampleFile> {
    return this.db.transaction(async (tx) => {
      const { held, drawn } = await this.seen(tx, sampleId, person, 'sample-file');
      const { contractId, draw } = held;
      const history = await this.records.samples.historyOf(tx, sampleId);
      const claims = await this.records.samples.claimsOf(tx, sampleId);
      return {
        format: 'ringvirkning-sample/1',
        sampleId,
        contractId,
        from: draw.from,
        to: draw.to,
        terms: draw.sample,
        digest: draw.digest,
        units: claims.map(({ id, amount, stratum }) => ({ id, amount: String(amount), stratum })),
        frozenAt: history.find(({ type }) => type === 'frozen')!.at,
        seed: draw.seed,
        drawnAt: history.find(({ type }) => type === 'drawn')?.at ?? null,
        sizes: [...draw.sizes],
        selected: drawn.map(({ id }) => id),
        wrong: drawn.filter(isWrong).map(({ id }) => id),
        result: draw.result && asJson(draw.result),
        consequence: draw.consequence,
      };
    });
  }

  private async seen(tx: Tx, sampleId: string, person: Person, what: string): Promise<Seen> {
    const held = await this.records.samples.get(tx, sampleId);
    const { terms } = await this.records.contracts.get(tx, held.contractId);
    const { seed } = held.draw;
    const drawn = seed === null ? [] : inOrderOf(await this.records.samples.drawnOf(tx, sampleId), seed);
    const participantIds = drawn.map(({ participantId }) => participantId);
    await this.accessLog.record(tx, person, what, { contractId: held.contractId, participantIds });
    return { held, terms, drawn };
  }
}

interface Seen {
  readonly held: HeldDraw;
  readonly terms: Terms;
  /** In the order of the seed; none before there is one. */
  readonly drawn: readonly SampledClaim[];
}

/** Whether the caller verifies this contract: what a page offers, while taking a step asks anew. */
function mayDraw(terms: Terms, person: Person): boolean {
  if (!may(person, 'outcomes.sample')) return false;
  try {
    mayVerify(rulesOf(terms), actorOf(person));
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
