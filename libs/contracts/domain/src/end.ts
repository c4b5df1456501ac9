import type { Instant, LocalDate } from '@ringvirkning/kernel';
import type { Contract, ContractFact } from './contract.js';

/** A contract in force was settled for good, on a day: with that it has ended. Undefined where it is not in force here, and never was. */
export function end(
  { status, activatedOn }: Contract,
  settled: { readonly on: LocalDate; readonly settlement: string },
  at: Instant,
): Extract<ContractFact, { type: 'ended' | 'settled-again' }> | undefined {
  if (activatedOn === null) return undefined;
  return { type: status === 'ended' ? 'settled-again' : 'ended', ...settled, at };
}
