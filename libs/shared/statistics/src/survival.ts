import { Z_95 } from './confidence.js';

/** So many of those still followed at a time had the event then, and so many were followed no longer than that. */
export interface Followed {
  readonly time: number;
  readonly events: number;
  readonly censored: number;
}

/** The share that has had the event by a time. */
export interface ShareBy {
  readonly time: number;
  /** Those who had not had it before, and were followed to this time. */
  readonly atRisk: number;
  readonly share: number;
  /** 95 %; undefined before the first event, and once nobody is left without. */
  readonly interval: { readonly low: number; readonly high: number } | undefined;
}

/**
 * The share that has had an event by each time, of people who are followed for different lengths of time (Kaplan and Meier 1958): who is followed no longer counts
 * until then, neither for nor against afterwards; events come before the end of following at the same time. Variance by Greenwood (1926); the interval is made on the scale
 * log(−log S), so that it stays between 0 and 1 (Kalbfleisch and Prentice 1980).
 * @param followed in order of time
 */
export function shareBy(followed: readonly Followed[]): ShareBy[] {
  let atRisk = followed.reduce((sum, { events, censored }) => sum + events + censored, 0);
  let [without, variance] = [1, 0];
  return followed.flatMap(({ time, events, censored }) => {
    const now = atRisk;
    atRisk -= events + censored;
    if (now === 0) return [];
    without *= 1 - events / now;
    variance += now > events ? events / (now * (now - events)) : 0;
    return { time, atRisk: now, share: 1 - without, interval: intervalOf(without, variance) };
  });
}

function intervalOf(without: number, variance: number): ShareBy['interval'] {
  if (without <= 0 || without >= 1) return undefined;
  const spread = (Z_95 * Math.sqrt(variance)) / Math.abs(Math.log(without));
  return { low: 1 - without ** Math.exp(-spread), high: 1 - without ** Math.exp(spread) };
}
