export interface BrakeLimits {
  /** Failures before the first wait. */
  readonly failures: number;
  /** One try comes back after each of these. */
  readonly everyMs: number;
}

const MOST_KEYS = 10_000;

/**
 * Slows guessing down: so many failures are free, then one try per interval. It never locks anybody out for good, and nothing it answers depends on
 * whether the name exists or the password was right.
 */
export class Brake {
  /** When the failures of a key are all forgotten, ms since 1970. */
  private readonly forgottenAt = new Map<string, number>();

  constructor(
    private readonly limits: BrakeLimits,
    private readonly now: () => number,
  ) {}

  /** How long this key must wait before its next try; 0 when it may try now. */
  waitMs(key: string): number {
    const { failures, everyMs } = this.limits;
    return Math.max(0, (this.forgottenAt.get(key) ?? 0) - this.now() - (failures - 1) * everyMs);
  }

  failed(key: string): void {
    const now = this.now();
    const known = Math.max(now, this.forgottenAt.get(key) ?? 0);
    if (this.forgottenAt.size >= MOST_KEYS) this.forget(now);
    this.forgottenAt.set(key, known + this.limits.everyMs);
  }

  /** Keys without failures go; should all be recent, the oldest goes, so that a flood of names fills no memory. */
  private forget(now: number): void {
    for (const [key, at] of this.forgottenAt) if (at <= now) this.forgottenAt.delete(key);
    const [oldest] = this.forgottenAt.keys();
    if (this.forgottenAt.size >= MOST_KEYS && oldest !== undefined) this.forgottenAt.delete(oldest);
  }
}
