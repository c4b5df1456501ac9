import type { Instant } from '@ringvirkning/kernel';
import { standingNow, type History } from './history.js';

export const WARN_DAYS = [30, 14, 3] as const;
const DAY_MS = 86_400_000;

export interface ExpiryWarning {
  readonly member: string;
  readonly endsAt: Instant;
  /** The nearest of the days that has been reached; 0 when the key has ended. */
  readonly within: 0 | (typeof WARN_DAYS)[number];
}

/** Keys that end soon, the first to end first. Each step (30, 14, 3 days, ended) is another warning. */
export function expiryWarnings(history: History, now: Instant): ExpiryWarning[] {
  return Object.keys(history.members)
    .flatMap((member): ExpiryWarning[] => {
      const { status, keyEndsAt: endsAt } = standingNow(history, member)!;
      if (!endsAt || !['active', 'suspended'].includes(status)) return [];
      const left = (Date.parse(endsAt) - Date.parse(now)) / DAY_MS;
      const within = left <= 0 ? 0 : WARN_DAYS.findLast((days) => left <= days);
      return within === undefined ? [] : [{ member, endsAt, within }];
    })
    .sort((a, b) => (a.endsAt < b.endsAt ? -1 : 1));
}
