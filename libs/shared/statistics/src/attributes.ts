/** Attribute sampling: how many units have an error, whatever its size. Exact (binomial), after Clopper and Pearson (1934); one-sided. */

/** The largest share of errors that a sample with so many still leaves possible, at the confidence (0.95 = 95 %). */
export function upperRate(errors: number, n: number, confidence: number): number {
  if (errors >= n) return 1;
  return between((p) => atMost(errors, n, p) > 1 - confidence);
}

/** The smallest share of errors that a sample with so many leaves possible, at the confidence. */
export function lowerRate(errors: number, n: number, confidence: number): number {
  if (errors === 0) return 0;
  return between((p) => 1 - atMost(errors - 1, n, p) < 1 - confidence);
}

/** The smallest sample that, with at most the errors expected, rules out the tolerable share. */
export function sizeForRate(tolerableRate: number, confidence: number, expectedErrors: number): number {
  if (!(tolerableRate > 0 && tolerableRate < 1)) throw new RangeError('the tolerable share lies between 0 and 1');
  let [low, high] = [expectedErrors, expectedErrors + 1];
  const tooFew = (n: number): boolean => atMost(expectedErrors, n, tolerableRate) > 1 - confidence;
  while (tooFew(high)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (tooFew(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** Where a condition that holds below it and not above it ends. */
function between(isBelow: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** P(X ≤ errors) of a binomial distribution; by logarithms, so that large samples do not underflow. */
function atMost(errors: number, n: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return errors >= n ? 1 : 0;
  const [success, failure] = [Math.log(p), Math.log1p(-p)];
  let [logTerm, total] = [n * failure, 0];
  for (let k = 0; k <= errors; k += 1) {
    total += Math.exp(logTerm);
    logTerm += Math.log(n - k) - Math.log(k + 1) + success - failure;
  }
  return Math.min(1, total);
}
