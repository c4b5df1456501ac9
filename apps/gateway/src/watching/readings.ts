import type { Sample } from '@ringvirkning/observability';

/** What a program's metrics come to at one moment. Its counters only rise, until it is started anew. */
export interface Reading {
  readonly requests: number;
  /** Of these, answered with an error of ours (5xx). */
  readonly errors: number;
  /** Of these, answered within so many seconds. */
  readonly within: ReadonlyMap<number, number>;
  /** Age of the oldest message that somebody has not consumed; null where there are no messages. */
  readonly oldestSeconds: number | null;
  readonly putAside: number | null;
}

/** What happened in a stretch of time. */
export interface Stretch {
  /** Whether it answered. */
  readonly isUp: boolean;
  readonly requests: number;
  readonly errors: number;
  /** Seconds that nineteen of twenty answers stayed below; null without a request. */
  readonly slow: number | null;
  /** The oldest, and the most put aside, at any moment of it. */
  readonly oldestSeconds: number | null;
  readonly putAside: number | null;
}

const REQUESTS = 'http_request_duration_seconds';
const SHARE = 0.95;
/** Probes and scrapes are nobody's work. */
const OF_PEOPLE = ({ labels: { route = '' } }: Sample): boolean => !route.startsWith('/health') && route !== '/metrics';

export function readingOf(samples: readonly Sample[]): Reading {
  const counted = samples.filter((sample) => sample.name === `${REQUESTS}_count` && OF_PEOPLE(sample));
  const within = new Map<number, number>();
  for (const { name, labels, value } of samples.filter(OF_PEOPLE))
    if (name === `${REQUESTS}_bucket`) {
      const seconds = labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
      within.set(seconds, (within.get(seconds) ?? 0) + value);
    }
  return {
    requests: total(counted),
    errors: total(counted.filter(({ labels }) => labels['status']?.startsWith('5'))),
    within,
    oldestSeconds: valueOf(samples, 'ringvirkning_outbox_oldest_seconds'),
    putAside: valueOf(samples, 'ringvirkning_dead_letters_open'),
  };
}

const total = (samples: readonly Sample[]): number => samples.reduce((sum, { value }) => sum + value, 0);
const valueOf = (samples: readonly Sample[], name: string): number | null =>
  samples.find((sample) => sample.name === name)?.value ?? null;

export const AWAY: Stretch = { isUp: false, requests: 0, errors: 0, slow: null, oldestSeconds: null, putAside: null };

/** What happened between two readings. A counter that fell began anew. */
export function between(before: Reading, after: Reading): Stretch {
  const isNew = after.requests < before.requests;
  const risen = (to: number, from: number): number => (isNew ? to : to - from);
  const within = [...after.within]
    .map(([seconds, count]) => [seconds, risen(count, before.within.get(seconds) ?? 0)] as const)
    .sort(([a], [b]) => a - b);
  return {
    isUp: true,
    requests: risen(after.requests, before.requests),
    errors: risen(after.errors, before.errors),
    slow: quantile(within),
    oldestSeconds: after.oldestSeconds,
    putAside: after.putAside,
  };
}

/** As Prometheus' `histogram_quantile`: evenly within the step that holds it; in the last, open step its lower end. @param within cumulative, rising. */
function quantile(within: readonly (readonly [seconds: number, count: number])[]): number | null {
  const all = within.at(-1)?.[1] ?? 0;
  if (all === 0) return null;
  const rank = SHARE * all;
  const at = within.findIndex(([, count]) => count >= rank);
  const [upper, count] = within[at]!;
  const [lower, below] = within[at - 1] ?? [0, 0];
  return upper === Infinity ? lower : lower + ((upper - lower) * (rank - below)) / (count - below);
}

const most = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
};

/** Several stretches as one; null without any. */
export const together = (stretches: readonly Stretch[]): Stretch | null =>
  stretches.length === 0
    ? null
    : {
        isUp: stretches.every(({ isUp }) => isUp),
        requests: stretches.reduce((sum, { requests }) => sum + requests, 0),
        errors: stretches.reduce((sum, { errors }) => sum + errors, 0),
        slow: most(stretches.map(({ slow }) => slow)),
        oldestSeconds: most(stretches.map(({ oldestSeconds }) => oldestSeconds)),
        putAside: most(stretches.map(({ putAside }) => putAside)),
      };
