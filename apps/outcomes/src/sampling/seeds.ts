import { randomBytes } from 'node:crypto';

/** Where seeds come from: 32 random bytes in hex, made at the moment of the draw and not before. */
export interface Seeds {
  next(): string;
}
export const SEEDS = Symbol('Seeds');
export const systemSeeds: Seeds = { next: () => randomBytes(32).toString('hex') };
