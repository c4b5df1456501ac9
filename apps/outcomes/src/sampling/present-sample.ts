import { asJson } from '@ringvirkning/kernel';
import type { Sample } from '@ringvirkning/outcomes-api';
import { drawOf, type Draw } from '@ringvirkning/outcomes-domain';
import { inOrderOf } from '@ringvirkning/statistics';
import { audited } from '@ringvirkning/terms';
import type { HeldDraw, SampledClaim } from '../persistence/sample.store.js';

/** How far the audit of what was drawn has come. */
export interface Progress {
  readonly selected: number;
  readonly decided: number;
  readonly wrong: number;
}

const NONE: Progress = { selected: 0, decided: 0, wrong: 0 };
const RIGHT = ['verified', 'final'];
const UNDECIDED = ['attested', 'disputed'];

/** The claims that were drawn, in the order of the seed; none before there is one. */
export function drawnClaims(draw: Draw, claims: readonly SampledClaim[]): readonly SampledClaim[] {
  if (draw.seed === null) return [];
  const done = audited(drawOf(draw, claims));
  return inOrderOf(
    claims.filter(({ id }) => done.has(id)),
    draw.seed,
  );
}

export const isWrong = ({ status }: SampledClaim): boolean => ![...RIGHT, ...UNDECIDED].includes(status);

export function progressOf(draw: Draw, claims: readonly SampledClaim[]): Progress {
  const drawn = drawnClaims(draw, claims);
  return {
    selected: drawn.length,
    decided: drawn.filter(({ status }) => !UNDECIDED.includes(status)).length,
    wrong: drawn.filter(isWrong).length,
  };
}

export const presentSample = (
  { contractId, draw }: HeldDraw,
  currency: Sample['currency'],
  progress: Progress = NONE,
): Sample => ({
  sampleId: draw.id,
  contractId,
  status: draw.status,
  from: draw.from,
  to: draw.to,
  terms: draw.sample,
  currency,
  digest: draw.digest,
  units: draw.units,
  book: String(draw.book),
  sizes: [...draw.sizes],
  seed: draw.seed,
  ...progress,
  result: draw.result && asJson(draw.result),
  consequence: draw.consequence,
});
