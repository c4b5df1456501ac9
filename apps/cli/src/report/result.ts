import type { Simulation } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';

/** Everything that `simulate` shows. */
export interface SimulationResult {
  readonly terms: Terms;
  /** The facts of a file, with the digests that everybody gets for them; absent for the plan of the terms. */
  readonly given?: { readonly facts: number; readonly factsDigest: string; readonly digest: string } | undefined;
  readonly simulation: Simulation;
  /** Draws per scenario. */
  readonly runs: number;
}
