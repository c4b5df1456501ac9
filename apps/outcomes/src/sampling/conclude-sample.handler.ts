import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { addDaysInDenmark, asJson, CLOCK, type Clock } from '@ringvirkning/kernel';
import { SampleConcludedV1, type SampleConclusion } from '@ringvirkning/outcomes-api';
import { conclude, drawOf, outcomeErrors, type ClaimRules, type DrawFact } from '@ringvirkning/outcomes-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import { audited } from '@ringvirkning/terms';
import { actorOf } from '../actor.js';
import { FinaliseClaims } from '../deciding/finalise/finalise-claims.js';
import { rememberName } from '../persistence/acting-name.js';
import { rulesBetween } from '../persistence/contract.store.js';
import type { HeldDraw, SampledClaim } from '../persistence/sample.store.js';
import { presentSample } from './present-sample.js';
import { SampleRecords } from './sample-records.js';

type Concluded = Extract<DrawFact, { type: 'concluded' }>;
const NOTES = {
  approve: 'Efter stikprøve · By sample',
  reduce: 'Efter stikprøve, nedsat med den fremskrevne fejl · By sample, less the projected error',
  reject: 'Stikprøven har for mange fejl: ret og send igen · Too many errors in the sample: correct and send again',
};

/** Once the drawn claims are decided: the errors are projected, and the others become what the terms say. */
@Injectable()
export class ConcludeSampleHandler {
  constructor(
    private readonly db: Database,
    private readonly records: SampleRecords,
    private readonly finalise: FinaliseClaims,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(sampleId: string, person: Person): Promise<SampleConclusion> {
    return this.db.transaction(async (tx) => {
      const { contractId } = await this.records.samples.get(tx, sampleId);
      // The contract before the sample, as everybody does who takes both.
      const { terms } = await this.records.contracts.lock(tx, contractId);
      const held = await this.records.samples.lock(tx, sampleId);
      const claims = await this.records.samples.claimsOf(tx, sampleId);
      const rules = rulesBetween(terms, held.draw);
      const step = { by: actorOf(person), at: this.clock.now() };
      const statuses = new Map(claims.map(({ id, status }) => [id, status]));
      const fact = conclude(held.draw, rules, claims, statuses, step);
      await rememberName(tx, contractId, person, step.at);
      const draw = await this.records.samples.apply(tx, held, fact);
      const progress = (await this.records.samples.progressOf(tx, [sampleId])).get(sampleId);
      const rest =
        fact.type === 'extended'
          ? await this.extend(tx, { contractId, draw }, claims)
          : await this.settle(tx, held, fact, rules);
      return { ...presentSample({ contractId, draw }, terms.currency, progress), ...rest };
    });
  }

  private async extend(tx: Tx, { draw }: HeldDraw, claims: readonly SampledClaim[]): Promise<Rest> {
    await this.records.claims.select(tx, draw.id, [...audited(drawOf(draw, claims))]);
    return { approved: 0, returned: 0, finalised: 0 };
  }

  /** Everything that waits is decided by the sample; what the caller may not decide stops it. */
  private async settle(tx: Tx, { contractId, draw }: HeldDraw, fact: Concluded, rules: ClaimRules): Promise<Rest> {
    const { by, at, result, consequence } = fact;
    const { type } = consequence;
    if (type === 'extend') throw new RangeError('a sample that is extended is not concluded');
    const rest = { by, at, note: NOTES[type] };
    const objectionEndsAt = addDaysInDenmark(at, rules.objectionDays);
    const paidShare = type === 'reduce' ? consequence.paidShare : null;
    const returned = type === 'reject' ? await this.records.claims.returnRest(tx, draw.id, rest) : 0;
    const approved =
      type === 'reject'
        ? 0
        : await this.records.claims.approveRest(tx, draw.id, { ...rest, objectionEndsAt, paidShare });
    if ((await this.records.claims.waiting(tx, draw.id)) > 0) throw outcomeErrors.samplePartOfOwn();
    await this.records.claims.release(tx, draw.id);
    await this.records.outbox.add(tx, SampleConcludedV1, {
      key: draw.id,
      data: { contractId, sampleId: draw.id, result: asJson(result), consequence },
    });
    return { approved, returned, finalised: await this.finalise.run(tx, contractId, at) };
  }
}

type Rest = Pick<SampleConclusion, 'approved' | 'returned' | 'finalised'>;
