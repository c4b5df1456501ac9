import { describe, expect, it } from '@jest/globals';
import { ruleOn } from '../provision.js';
import { digestOfProvision, PROVISIONS, provisionOf } from './index.js';
import { localDate } from '@ringvirkning/kernel';

describe('the catalogue of provisions', () => {
  it('has each provision once, and says with each rule where it comes from', () => {
    expect(PROVISIONS.map(({ code }) => code)).toEqual([...new Set(PROVISIONS.map(({ code }) => code))].sort());
    for (const { rules } of PROVISIONS) for (const { source } of rules) expect(source).toMatch(/\S{5}/);
  });
  it.each([
    ['sl-110', '2023-09-30', ['shares']],
    ['sl-110', '2023-10-01', ['days', '120']],
    ['sl-110', '2026-03-31', ['days', '120']],
    ['sl-110', '2026-04-01', ['days', '90']],
    ['sl-85a', '2023-09-30', ['shares']],
    ['sl-85a', '2023-10-01', ['window', '24']],
    ['sl-107', '2023-10-01', ['window', '12']],
    ['sl-176', '2020-12-31', ['brackets', '1090000']],
    ['sl-176', '2022-01-01', ['brackets', '860000']],
    ['refusionstrappen', '2016-01-04', ['weeks', '4']],
    ['sygehuse', '2027-01-01', ['shares']],
  ])('%s of %s is by %p', (code, day, expected) => {
    const { days, window, brackets, weeks } = ruleOn(provisionOf(code)!.rules, localDate(day));
    const kind = Object.entries({ days, weeks, brackets }).find(([, steps]) => steps !== undefined);
    const said = kind ? [kind[0], kind[1]![0]!.upTo] : window ? ['window', String(window.months)] : ['shares'];
    expect(said).toEqual(expected);
  });
  it('knows a provision by its digest', () => {
    const shelter = provisionOf('sl-110')!;
    const [first, ...later] = shelter.rules;
    const changed = { ...shelter, rules: [{ ...first!, source: 'Another' }, ...later] };
    expect(digestOfProvision(changed)).not.toBe(digestOfProvision(shelter));
    expect(provisionOf('sl-0')).toBeUndefined();
  });
});
