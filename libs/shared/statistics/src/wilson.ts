import { Z_95 as Z } from './confidence.js';

/** Wilson score interval (95 %) for `reached` of `n`; undefined without a sample. Sound for small n and shares near 0 or 1 (Brown, Cai, DasGupta 2001). */
export function wilson(reached: number, n: number): { low: number; high: number } | undefined {
  if (n === 0) return undefined;
  const share = reached / n;
  const centre = share + (Z * Z) / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return { low: reached === 0 ? 0 : (centre - spread) / scale, high: reached === n ? 1 : (centre + spread) / scale };
}
