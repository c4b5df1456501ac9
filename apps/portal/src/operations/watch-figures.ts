import type { Standing, Stretch } from './watch.js';

/** What a program did in all steps together; null where nobody looked, or nothing was told. */
export interface Figures {
  readonly requests: number;
  /** Of the requests, from 0 to 1; null without any. */
  readonly errorShare: number | null;
  readonly slow: number | null;
  readonly oldestSeconds: number | null;
  readonly putAside: number | null;
  /** Steps in which it did not answer, at some moment. */
  readonly away: number;
}

const most = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
};

/** The most of each, but for what is put aside: that is what lies there now. */
export function figuresOf(steps: readonly (Stretch | null)[]): Figures {
  const looked = steps.filter((step) => step !== null);
  const requests = looked.reduce((sum, step) => sum + step.requests, 0);
  const errors = looked.reduce((sum, step) => sum + step.errors, 0);
  return {
    requests,
    errorShare: requests === 0 ? null : errors / requests,
    slow: most(looked.map(({ slow }) => slow)),
    oldestSeconds: most(looked.map(({ oldestSeconds }) => oldestSeconds)),
    putAside: looked.at(-1)?.putAside ?? null,
    away: looked.filter(({ isUp }) => !isUp).length,
  };
}

/** Lines of a chart of the unit square, from the lower left: one for each run of values without a gap. */
export function linesOf(values: readonly (number | null)[]): readonly (readonly (readonly [x: number, y: number])[])[] {
  const top = most(values) ?? 0;
  const last = Math.max(1, values.length - 1);
  const lines: [number, number][][] = [[]];
  values.forEach((value, index) => {
    if (value === null) lines.push([]);
    else lines.at(-1)!.push([index / last, top === 0 ? 0 : value / top]);
  });
  return lines.filter((line) => line.length > 0);
}

export type Level = 'up' | 'degraded' | 'down';
const [DAY_S, HALF_HOUR_S] = [86_400, 1_800];
const [CLAIM_S, KEY_DAYS, CERTIFICATE_DAYS, BACKUP_MS] = [30 * DAY_S, 30, 14, 8 * DAY_S * 1_000];

/** By the same measures as the alert rules. @param now in milliseconds. */
export const levels = {
  /** One begins every five minutes. */
  probe: (seconds: number): Level => (seconds > 20 * 60 ? 'degraded' : 'up'),
  found: (findings: number): Level => (findings > 0 ? 'down' : 'up'),
  claims: ({ attest, verify }: NonNullable<Standing['claimsWait']>): Level =>
    Math.max(attest, verify) > CLAIM_S ? 'degraded' : 'up',
  partner: ({ heardSeconds, keyDays }: Standing['partners'][number]): Level =>
    keyDays !== null && keyDays <= 0
      ? 'down'
      : (heardSeconds ?? 0) > HALF_HOUR_S || (keyDays ?? KEY_DAYS) < KEY_DAYS
        ? 'degraded'
        : 'up',
  certificate: (days: number): Level => (days <= 0 ? 'down' : days < CERTIFICATE_DAYS ? 'degraded' : 'up'),
  backup: (backup: Standing['backup'], now: number): Level =>
    backup?.isWell === false ? 'down' : !backup || now - Date.parse(backup.takenAt) > BACKUP_MS ? 'degraded' : 'up',
};
