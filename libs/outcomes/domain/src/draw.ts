import type { Instant, LocalDate } from '@ringvirkning/kernel';
import { populationDigest, type SampleResult, type Unit } from '@ringvirkning/statistics';
import { audited, auditSample, plannedSample, type Consequence, type SampleDraw } from '@ringvirkning/terms';
import type { Sample } from '@ringvirkning/terms-language';
import type { Actor, ClaimRules, ClaimStatus } from './claim.js';
import { mayVerify } from './decide.js';
import * as errors from './errors.js';

/** A sample of the claims of a contract: its population is frozen before there is a seed, and the seed is drawn once. */
export interface Draw {
  readonly id: string;
  readonly status: 'frozen' | 'drawn' | 'concluded';
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly sample: Sample;
  /** SHA-256 of the population, see `populationText`. */
  readonly digest: string;
  readonly units: number;
  readonly book: bigint;
  /** How many were to be drawn: at first, and after each extension. */
  readonly sizes: readonly number[];
  readonly seed: string | null;
  readonly result: SampleResult | null;
  readonly consequence: Consequence | null;
}

interface Taken {
  readonly at: Instant;
  readonly by: Actor;
}
export type DrawFact = Taken &
  (
    | ({ readonly type: 'frozen' } & Omit<Draw, 'status' | 'seed' | 'result' | 'consequence'>)
    | { readonly type: 'drawn'; readonly seed: string }
    | { readonly type: 'extended'; readonly size: number; readonly result: SampleResult }
    | { readonly type: 'concluded'; readonly result: SampleResult; readonly consequence: Consequence }
  );

export interface Population {
  readonly drawId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly units: readonly Unit[];
}

/** Freezes what waits for verification. Only by who verifies, only where the contract agreed on a sample. */
export function freeze(
  rules: ClaimRules,
  sample: Sample | undefined,
  { drawId, from, to, units }: Population,
  step: Taken,
): Extract<DrawFact, { type: 'frozen' }> {
  mayVerify(rules, step.by);
  if (sample === undefined) throw errors.notSampled();
  if (units.length === 0) throw errors.nothingToSample();
  const book = units.reduce((sum, { amount }) => sum + amount, 0n);
  const size = Math.max(
    1,
    Math.min(units.length, book === 0n ? (sample.size ?? units.length) : plannedSample(sample, book)),
  );
  const digest = populationDigest(units);
  return { type: 'frozen', id: drawId, from, to, sample, digest, units: units.length, book, sizes: [size], ...step };
}

/** Gives the draw its seed: once, and never before the population is frozen. */
export function drawSeed(draw: Draw, rules: ClaimRules, seed: string, step: Taken): DrawFact {
  mayVerify(rules, step.by);
  if (draw.status !== 'frozen') throw errors.sampleDrawn();
  return { type: 'drawn', seed, ...step };
}

/** What a verifier has decided of a claim counts as right when it stands. */
const RIGHT: readonly ClaimStatus[] = ['verified', 'final'];
const UNDECIDED: readonly ClaimStatus[] = ['attested', 'disputed'];

/** Once all that was drawn is decided: the result, and what the terms make of it. */
export function conclude(
  draw: Draw,
  rules: ClaimRules,
  units: readonly Unit[],
  statusOf: ReadonlyMap<string, ClaimStatus>,
  step: Taken,
): Extract<DrawFact, { type: 'extended' | 'concluded' }> {
  mayVerify(rules, step.by);
  if (draw.status === 'concluded') throw errors.sampleConcluded();
  const done = [...audited(drawOf(draw, units))];
  const open = done.filter((id) => UNDECIDED.includes(statusOf.get(id)!));
  if (open.length > 0) throw errors.sampleUndecided(open.length);
  const wrong = new Set(done.filter((id) => !RIGHT.includes(statusOf.get(id)!)));
  const { result, consequence } = auditSample(drawOf(draw, units), wrong);
  return consequence.type === 'extend'
    ? { type: 'extended', size: consequence.size, result, ...step }
    : { type: 'concluded', result, consequence, ...step };
}

/** What a draw is done again from. @throws conflict before there is a seed */
export function drawOf(
  { sample, seed, sizes }: Pick<Draw, 'sample' | 'seed' | 'sizes'>,
  units: readonly Unit[],
): SampleDraw {
  if (seed === null) throw errors.sampleNotDrawn();
  return { sample, units, seed, sizes };
}

/** The state after a fact. A draw starts `frozen`. */
export function evolveDraw(draw: Draw | undefined, fact: DrawFact): Draw {
  if (fact.type === 'frozen') {
    const { id, from, to, sample, digest, units, book, sizes } = fact;
    const rest = { seed: null, result: null, consequence: null };
    return { id, status: 'frozen', from, to, sample, digest, units, book, sizes, ...rest };
  }
  if (!draw) throw new RangeError(`the first fact of a draw is 'frozen', not '${fact.type}'`);
  switch (fact.type) {
    case 'drawn':
      return { ...draw, status: 'drawn', seed: fact.seed };
    case 'extended':
      return { ...draw, sizes: [...draw.sizes, fact.size], result: fact.result };
    case 'concluded':
      return { ...draw, status: 'concluded', result: fact.result, consequence: fact.consequence };
  }
}
