import type { WorksStep } from '@ringvirkning/outcomes-api';
import type { WorksStepRow } from '../persistence/works.store.js';
import { shareOf, WITHHELD } from '../views/progress/step-share.js';

/** A step as the reader may see it; where one of its two parts is told of no contract, nothing is. */
export function presentStep({ reached, not_reached, awaiting, not_due, behind, ...row }: WorksStepRow): WorksStep {
  const isTold = reached !== null && not_reached !== null;
  return { ...row, ...(isTold ? shareOf({ reached, not_reached, awaiting, not_due }, behind) : WITHHELD) };
}
