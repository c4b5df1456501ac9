import { describe, expect, it } from '@jest/globals';
import { Brake } from './brake.js';

describe('the brake on sign-in', () => {
  const at = (clock: { now: number }) => new Brake({ failures: 3, everyMs: 1_000 }, () => clock.now);
  const fail = (brake: Brake, key: string, times: number) => {
    for (let time = 0; time < times; time++) brake.failed(key);
  };

  it('lets a few failures pass, and then one try per interval', () => {
    const clock = { now: 50_000 };
    const brake = at(clock);
    fail(brake, 'anna', 2);
    expect(brake.waitMs('anna')).toBe(0);
    fail(brake, 'anna', 1);
    expect(brake.waitMs('anna')).toBe(1_000);
    clock.now += 1_000;
    expect(brake.waitMs('anna')).toBe(0);
    fail(brake, 'anna', 1);
    expect(brake.waitMs('anna')).toBe(1_000);
  });
  it('forgets, and slows nobody else down', () => {
    const clock = { now: 50_000 };
    const brake = at(clock);
    fail(brake, 'anna', 3);
    expect(brake.waitMs('bo')).toBe(0);
    clock.now += 3_000;
    fail(brake, 'anna', 2);
    expect(brake.waitMs('anna')).toBe(0);
  });
  it('holds back the one who guesses on while thousands of other names fail', () => {
    const clock = { now: 50_000 };
    const brake = at(clock);
    for (let name = 0; name < 20_000; name++) brake.failed(`name-${name}`);
    fail(brake, 'anna', 3);
    expect(brake.waitMs('anna')).toBeGreaterThan(0);
  });
});
