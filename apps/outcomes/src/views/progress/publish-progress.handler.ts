import { Injectable } from '@nestjs/common';
import {
  isPending,
  NOTHING_PUBLISHED,
  publish,
  publishTables,
  type Cells,
  type Published,
} from '@ringvirkning/disclosure';
import { dateInDenmark } from '@ringvirkning/kernel';
import type { PaymentAuthorised, PublishedPart } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { KeptWorksStore, type ToldStep } from '../../persistence/kept-works.store.js';
import { ProgressStore, type StepRow } from '../../persistence/progress.store.js';
import { PublishedProgressStore, type PublishedProgress } from '../../persistence/published-progress.store.js';
import { ScoreViewStore } from '../../persistence/score-view.store.js';
import { publishedCount, publishedRow } from './present-progress.js';
import { standingTables } from './standing-tables.js';
import { cellOf, EVERYBODY, finalKey, PARTICIPANTS, partKey, partsOut, stepTables } from './published-cells.js';

/** An authorised payment run is the point at which outsiders get new figures, here as in every service. */
@Injectable()
export class PublishProgressHandler {
  constructor(
    private readonly progress: ProgressStore,
    private readonly scores: ScoreViewStore,
    private readonly published: PublishedProgressStore,
    private readonly works: KeptWorksStore,
  ) {}

  async execute(tx: Tx, { contractId, no, cutOff, authorisedAt, parts = [] }: PaymentAuthorised): Promise<void> {
    const before = await this.published.find(tx, contractId);
    if (before && before.no >= no) return;
    const participants: Cells<number> = new Map([
      [PARTICIPANTS, cellOf(await this.progress.everybody(tx, contractId))],
    ]);
    const told = await this.tell(tx, before?.out ?? NOTHING_PUBLISHED, parts);
    const [steps, pending] = await this.steps(tx, { contractId, cutOff }, publish(told, participants));
    const out = await this.standings(tx, { contractId, cutOff }, steps, pending);
    if (isPending(out, participants, PARTICIPANTS)) pending.add(PARTICIPANTS);
    const published = { no, asOf: authorisedAt, out, pending };
    await this.published.save(tx, contractId, published);
    await this.works.tell(tx, contractId, {
      day: dateInDenmark(authorisedAt),
      people: publishedCount(published, PARTICIPANTS),
      behind: pending.has(PARTICIPANTS),
      steps: (await this.progress.steps(tx, contractId)).flatMap((step) => toldSteps(step, published)),
    });
  }

  /** Final claims are out as payments told them, whole parts at a time: two services then tell of the same claims. */
  private async tell(tx: Tx, before: Published<number>, parts: readonly PublishedPart[]): Promise<Published<number>> {
    const out = new Map(before);
    const claims = await this.progress.claims(
      tx,
      parts.flatMap(({ came }) => came),
    );
    const personOf = new Map(claims.map(({ claim_id, participant_id }) => [claim_id, participant_id]));
    for (const { part, outcome, followUp, came, went } of parts) {
      const key = partKey({ outcome, follow_up: followUp ?? '' }, part);
      const counted = new Map(out.get(key)?.at(-1)?.counted);
      for (const id of went) counted.delete(id);
      for (const id of came) counted.set(id, personOf.get(id) ?? id);
      out.set(key, [{ counted, value: counted.size }]);
    }
    return out;
  }

  private async steps(
    tx: Tx,
    { contractId, cutOff }: Pick<PaymentAuthorised, 'contractId' | 'cutOff'>,
    before: Published<number>,
  ): Promise<[Published<number>, Set<string>]> {
    let out = before;
    const pending = new Set<string>();
    const people = await this.progress.people(tx, contractId, cutOff);
    const final = await this.progress.finalClaims(tx, contractId, cutOff);
    const participants = new Set(out.get(PARTICIPANTS)?.at(-1)?.counted.keys());
    for (const step of await this.progress.steps(tx, contractId)) {
      const isOf = (row: { outcome: string; follow_up: string }) =>
        row.outcome === step.outcome && row.follow_up === step.follow_up;
      const ids = partsOut(out, step).flatMap(({ counted }) => [...counted.keys()]);
      const beside = { claims: await this.progress.claims(tx, ids), participants };
      const [everybody, groups] = stepTables(step, people.filter(isOf), beside);
      out = publishTables(out, [everybody]);
      const isBehind = [...everybody.keys()].some((key) => isPending(out, everybody, key));
      if (!isBehind) out = publishTables(out, [groups]);
      for (const table of [everybody, groups])
        for (const key of table.keys()) if (isPending(out, table, key)) pending.add(key);
      const own = new Set(final.filter(isOf).map(({ claim_id }) => claim_id));
      if (own.size !== ids.length || ids.some((id) => !own.has(id))) pending.add(finalKey(step));
    }
    return [out, pending];
  }

  /** On which steps of scales people stand: a planned measurement is out in full, or not at all. */
  private async standings(
    tx: Tx,
    { contractId, cutOff }: Pick<PaymentAuthorised, 'contractId' | 'cutOff'>,
    before: Published<number>,
    pending: Set<string>,
  ): Promise<Published<number>> {
    const participants = new Set(before.get(PARTICIPANTS)?.at(-1)?.counted.keys());
    const tables = standingTables(await this.scores.standings(tx, contractId, cutOff), participants, before);
    const out = publishTables(before, tables);
    for (const table of tables) for (const key of table.keys()) if (isPending(out, table, key)) pending.add(key);
    return out;
  }
}

/** A step, and its groups, as outsiders see them. */
function toldSteps(step: StepRow, published: PublishedProgress): ToldStep[] {
  const { groups, ...everybody } = publishedRow(step, published);
  return [{ ...everybody, group: EVERYBODY }, ...groups].map(({ group, reached, notReached, suppressed }) => ({
    outcome: step.outcome,
    follow_up: step.follow_up,
    group_code: group,
    reached,
    not_reached: notReached,
    behind: suppressed,
  }));
}
