import {
  compare,
  divide,
  multiply,
  ONE,
  parseRational,
  type Rational,
  rational,
  roundTo,
  subtract,
} from '@ringvirkning/terms-language';
import { paidOf, type Limits } from './passing.js';
import { plannedClaims } from './planned.js';
import type { Counting, QuantityCap } from './purse.js';
import { quotasApart } from './quotas-apart.js';

/**
 * How much each quantity cap allows: the number that it states, its share of what is planned, or its share of what is paid. The last are found together with all
 * others, since what one cap cuts is not paid and gives no other its share. A share of the whole limits nothing.
 */
export function limitsOf(counting: Counting, caps: readonly QuantityCap[]): Limits {
  const limits = new Map<QuantityCap, Rational>();
  for (const cap of caps) {
    const known = knownLimit(counting, cap);
    if (known) limits.set(cap, known);
  }
  const quotas = caps.filter((cap) => !limits.has(cap) && compare(parseRational(cap.share!), ONE) < 0);
  for (const [quota, most] of quotasApart(counting, quotas, limits)) limits.set(quota, most);
  for (let changed = true; changed; changed = changed && quotas.length > 1) {
    changed = false;
    for (const quota of quotas) {
      const [before, most] = [limits.get(quota), mostOfQuota(counting, quota, limits)];
      if (before && compare(most, before) >= 0) continue;
      limits.set(quota, most);
      changed = true;
    }
  }
  return limits;
}

function knownLimit({ plan }: Counting, cap: QuantityCap): Rational | undefined {
  if (cap.max !== undefined) return parseRational(cap.max);
  return cap.of === 'planned'
    ? multiply(parseRational(cap.share!), rational(plannedClaims(plan.terms, cap)))
    : undefined;
}

/**
 * The most that leaves the counted rows at their share of all paid rows, i.e. x ≤ share × (x + rest), so x ≤ rest × share ÷ (1 − share), in whole claims. The
 * rest is what the other caps let through beside them: where they share a cap, the less of x, the more of the rest.
 */
function mostOfQuota(counting: Counting, quota: QuantityCap, limits: Limits): Rational {
  const share = parseRational(quota.share!);
  const allowedBeside = (rest: Rational): bigint =>
    roundTo(multiply(rest, divide(share, subtract(ONE, share))), 'down');
  const paidWith = (limit: bigint) => paidOf(counting, quota, new Map([...limits, [quota, rational(limit)]]));
  const now = paidOf(counting, quota, limits);
  let [low, high] = [allowedBeside(now.rest), wholeUp(limits.get(quota) ?? now.counted)];
  const isAlone = [...limits.keys()].every((cap) => cap === quota);
  if (isAlone || low >= high || allowedBeside(paidWith(low).rest) === low) return rational(low < high ? low : high);
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (middle <= allowedBeside(paidWith(middle).rest)) low = middle;
    else high = middle - 1n;
  }
  return rational(low);
}

const wholeUp = ({ n, d }: Rational): bigint => (n + d - 1n) / d;
