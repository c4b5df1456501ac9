import { createHash } from 'node:crypto';

/** Whether a mutant is among those that are tried: the same ones for the same seed. */
export const isDrawn = (id, { share, seed }) =>
  createHash('sha256').update(`${seed} ${id}`).digest().readUInt32BE() < share * 2 ** 32;

/** Share of noticed ones and its 95 % interval (Wilson), in percent with one decimal. */
export function estimate(noticed, of) {
  const z = 1.959964;
  const [p, spread] = [noticed / of, 1 + z ** 2 / of];
  const [middle, half] = [p + z ** 2 / (2 * of), z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2))];
  return [p, (middle - half) / spread, (middle + half) / spread].map((each) => Math.round(each * 1_000) / 10);
}
