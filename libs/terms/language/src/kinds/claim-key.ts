import type { Terms } from '../schema/terms.js';
import { isIndividual } from './kinds.js';

/** What is said of something that somebody reached or that was measured. */
interface Said {
  readonly outcome: string;
  readonly followUp: string | null;
  readonly on: string;
  readonly externalRef: string | null;
}

/** Whether a person can have the outcome (at a follow-up) once only. Measures and what can be repeated come as often as they happen. */
export const isOncePerPerson = ({ outcomes }: Pick<Terms, 'outcomes'>, code: string): boolean => {
  const declared = outcomes.find((outcome) => outcome.code === code);
  return declared !== undefined && isIndividual(declared) && declared.claims === 'once';
};

/** What makes two claims of one person the same achievement: the step, and for repeatable ones the reference or the day. */
export function claimKey(terms: Pick<Terms, 'outcomes'>, { outcome, followUp, on, externalRef }: Said): string {
  const step = `${outcome}/${followUp ?? ''}`;
  return isOncePerPerson(terms, outcome) ? step : `${step}/${externalRef ?? on}`;
}
