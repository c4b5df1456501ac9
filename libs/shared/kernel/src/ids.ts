import { randomFillSync } from 'node:crypto';
import { instant, type Instant } from './local-date.js';

/** Time and ids reach the domain as arguments; these ports are where infrastructure takes them from. */
export interface Clock {
  now(): Instant;
}
export interface Ids {
  /** A new UUIDv7: unique, and sortable by time of creation. */
  next(): string;
}
export const CLOCK = Symbol('Clock');
export const IDS = Symbol('Ids');

/** UUIDv7 (RFC 9562) from a moment in ms and 10 random bytes. */
export function uuidv7(ms: number, random: Uint8Array): string {
  const hex = ms.toString(16).padStart(12, '0');
  const bytes = Buffer.from(random.subarray(0, 10));
  bytes[0] = (bytes[0]! & 0x0f) | 0x70;
  bytes[2] = (bytes[2]! & 0x3f) | 0x80;
  const tail = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}

export const systemClock: Clock = { now: () => instant(new Date().toISOString()) };

/** Chance is drawn for many ids at once: for one by one it takes longer than all the rest. */
class SystemIds implements Ids {
  private readonly chance = new Uint8Array(10 * 400);
  private used = this.chance.length;

  next(): string {
    if (this.used === this.chance.length) {
      randomFillSync(this.chance);
      this.used = 0;
    }
    return uuidv7(Date.now(), this.chance.subarray(this.used, (this.used += 10)));
  }
}
export const systemIds: Ids = new SystemIds();
