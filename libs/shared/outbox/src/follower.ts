/** Without progress for this long, a consumer that is behind gets the events again; doubled each time until it moves. */
const PATIENCE_MS = 2_000;
const MAX_PATIENCE_MS = 30_000;
/** A gap is certain knowledge of a loss; the pause only covers what is already on its way again. */
const GAP_PAUSE_MS = 250;

/** What a producer knows of one consumer of one subject. Times in ms of one monotonic clock. */
export interface Follower {
  readonly upto: number;
  readonly progressAt: number;
  readonly resentAt: number;
  readonly patience: number;
}

export interface Report {
  readonly upto: number;
  /** The consumer was sent something that does not follow on `upto`. */
  readonly gap: boolean;
}

export const newFollower = (upto: number): Follower => ({
  upto,
  progressAt: 0,
  resentAt: -Infinity,
  patience: PATIENCE_MS,
});

/**
 * Consumes a receipt. `resend` says that everything after `upto` must be sent again. Only a receipt can ask for that:
 * a consumer that is down says nothing, and gets what it lacks when it is back and says how far it had come.
 * @param sent Last number handed to the broker.
 */
export function follow(
  before: Follower,
  report: Report,
  sent: number,
  now: number,
): { readonly follower: Follower; readonly resend: boolean } {
  const moved = report.upto !== before.upto;
  const follower = moved ? { ...before, upto: report.upto, progressAt: now, patience: PATIENCE_MS } : before;
  if (report.upto >= sent) return { follower: { ...follower, progressAt: now }, resend: false };
  const quietFor = now - Math.max(follower.resentAt, report.gap ? -Infinity : follower.progressAt);
  if (quietFor < (report.gap ? GAP_PAUSE_MS : follower.patience)) return { follower, resend: false };
  return {
    follower: { ...follower, resentAt: now, patience: Math.min(2 * follower.patience, MAX_PATIENCE_MS) },
    resend: true,
  };
}
