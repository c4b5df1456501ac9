import { instant } from '@ringvirkning/kernel';
import type { PathScore, PersonProgression } from '@ringvirkning/outcomes-api';
import { nextDue } from '@ringvirkning/outcomes-domain';
import { dialogueMeasures, type Terms } from '@ringvirkning/terms-language';
import type { Participant } from '../../persistence/participant.store.js';
import type { ScoreRow } from '../../persistence/score-view.store.js';

/** By measure of the contract, in its order: all that are for dialogue, and of those for payment what is scored or has a scale. */
export function presentPath(terms: Terms, participant: Participant, rows: readonly ScoreRow[]): PersonProgression {
  const { participantId, contractId, startedOn, referredOn, left, erased } = participant;
  const dialogue = dialogueMeasures(terms);
  const course = { start: startedOn ?? referredOn, left: left?.on ?? null, until: terms.period.to };
  const measures = terms.measures.flatMap((measure) => {
    const of = rows.filter((row) => row.measure === measure.code);
    const isDialogue = dialogue.has(measure.code);
    if (!isDialogue && measure.scale === undefined) return [];
    const points = of.flatMap(({ point }) => point ?? []);
    return {
      measure: measure.code,
      purpose: isDialogue ? ('dialogue' as const) : ('payment' as const),
      nextDue: erased ? null : nextDue(measure, course, points.length > 0 ? Math.max(...points) : null),
      scores: of.map(presentScore),
    };
  });
  return { participantId, contractId, measures };
}

const presentScore = (row: ScoreRow): PathScore => ({
  measurementId: row.measurement_id,
  claim: row.claim_id === null || row.status === null ? null : { claimId: row.claim_id, status: row.status },
  value: row.value,
  on: row.on_day,
  point: row.point,
  scoredBy: row.scored_by,
  present: row.present,
  note: row.note,
  replaces: row.replaces,
  at: instant(row.at.toISOString()),
  by: row.by,
  byName: row.name,
});
