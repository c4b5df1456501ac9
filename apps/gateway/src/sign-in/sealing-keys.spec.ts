import { describe, expect, it } from '@jest/globals';
import { SealingKeys } from './sealing-keys.js';

const [old, new_] = [new Uint8Array([1]), new Uint8Array([2])];

describe('keys of cookies that change', () => {
  let now = 0;
  let kept: Uint8Array[] = [old];
  let isAway = false;
  const keys = new SealingKeys(
    () => {
      if (isAway) throw new Error('no such file');
      return kept;
    },
    () => now,
  );

  it('seal with the newest, a second after it is there at the latest', () => {
    expect(keys.newest()).toBe(old);
    kept = [new_, old];
    expect(keys.newest()).toBe(old);
    now += 1_001;
    expect(keys.newest()).toBe(new_);
    expect([...keys.all()]).toEqual([new_, old]);
  });

  it('open what another gateway has sealed with a key that came since', () => {
    const next = new Uint8Array([3]);
    kept = [next, new_];
    expect([...keys.all()]).toEqual([new_, old, next]);
    expect([...keys.all()]).toEqual([next, new_]);
  });

  it('open nothing any more a second after they are gone', () => {
    kept = [new Uint8Array([4])];
    now += 1_001;
    expect([...keys.all()]).toEqual(kept);
  });

  it('go on where they cannot be read for a moment', () => {
    isAway = true;
    now += 1_001;
    expect([...keys.all()]).toEqual(kept);
    isAway = false;
  });
});
