import { fault, warning, type Finding } from './finding.js';

/** Reminders and windows count minutes; signed messages are refused beyond a minute. */
const [WARNED_MS, FAULT_MS] = [5_000, 60_000];

/** Nothing where two clocks agree as far as can be seen. @param differenceMs the other's clock minus this machine's. */
export function clockFinding(of: string, differenceMs: number, uncertaintyMs: number): Finding[] {
  const least = Math.max(0, Math.abs(differenceMs) - uncertaintyMs);
  const at = { check: 'clock', of } as const;
  const seen = `${differenceMs < 0 ? '-' : '+'}${Math.round(least / 1000)} s`;
  if (least > FAULT_MS) return [fault(at, 'clock-off', seen)];
  return least > WARNED_MS ? [warning(at, 'clock-off', seen)] : [];
}
