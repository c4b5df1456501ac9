/**
 * A small seeded generator (xoshiro128**, seeded by splitmix32): whole numbers only, the same sequence for the same seed on every machine.
 * Not for secrets.
 */
export class Random {
  private readonly state: Uint32Array;

  constructor(seed: number) {
    let next = seed >>> 0;
    this.state = Uint32Array.from({ length: 4 }, () => {
      next = (next + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(next ^ (next >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return (mixed ^ (mixed >>> 15)) >>> 0;
    });
  }

  /** A whole number from 0 up to, not including, `limit` (at most 2^31), each equally likely. */
  below(limit: number): number {
    const fair = 2 ** 32 - (2 ** 32 % limit);
    let drawn = this.next();
    while (drawn >= fair) drawn = this.next();
    return drawn % limit;
  }

  private next(): number {
    const s = this.state;
    const result = Math.imul(rotate(Math.imul(s[1]!, 5), 7), 9) >>> 0;
    const shifted = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= shifted;
    s[3] = rotate(s[3]!, 11);
    return result;
  }
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
