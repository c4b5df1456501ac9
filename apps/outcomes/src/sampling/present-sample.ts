import { asJson } from '@ringvirkning/kernel';
import type { Sample } from '@ringvirkning/outcomes-api';
import { NOTHING_DRAWN, type DrawProgress, type HeldDraw } from '../persistence/sample.store.js';

export const presentSample = (
  { contractId, draw }: HeldDraw,
  currency: Sample['currency'],
  progress: DrawProgress = NOTHING_DRAWN,
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
