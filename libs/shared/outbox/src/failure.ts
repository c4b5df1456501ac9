import { DomainError } from '@ringvirkning/kernel';
import { isTransient } from '@ringvirkning/persistence';
import { ZodError } from 'zod';

/** The message does not fit its schema: no later attempt can succeed. */
export class Unreadable extends Error {}

export interface Failure {
  readonly code: string;
  readonly reason: string;
  /**
   * `wait`: the cause passes, try for ever. `retry`: it may pass (a defect, or something another event must bring first), try a few times.
   * `hopeless`: put it aside at once.
   */
  readonly remedy: 'wait' | 'retry' | 'hopeless';
}

/** What to do about an effect that failed. */
export function diagnose(error: unknown): Failure {
  if (error instanceof Unreadable) return { code: 'messaging.unreadable', reason: error.message, remedy: 'hopeless' };
  if (error instanceof ZodError) return { code: 'messaging.unexpected', reason: error.message, remedy: 'hopeless' };
  if (isTransient(error)) return { code: 'messaging.unavailable', reason: String(error), remedy: 'wait' };
  if (error instanceof DomainError)
    return { code: error.code, reason: error.message, remedy: error.kind === 'not-found' ? 'retry' : 'hopeless' };
  return {
    code: 'messaging.unexpected',
    reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    remedy: 'retry',
  };
}
