import { describe, expect, it } from '@jest/globals';
import { agreementOf, agreementText } from './agreement.fixture.js';
import { parseAgreement } from './parse-agreement.js';

const errorsOf = (...from: Parameters<typeof agreementText>) => {
  const parsed = parseAgreement(agreementText(...from));
  return parsed.ok ? [] : parsed.errors;
};
const BACK = '{ kind: return, id: back, from: b, to: a, share: 0.5, cap: 100 }';

describe('parseAgreement', () => {
  it('reads YAML and its JSON form to the same digest', () => {
    const yaml = parseAgreement(agreementText([BACK]));
    const json = parseAgreement(JSON.stringify(agreementOf([BACK])));
    expect(yaml.ok && json.ok && yaml.digest === json.digest).toBe(true);
  });
  it('reports all faults at once, in both languages, with line and column', () => {
    const text = agreementText([BACK.replace('0.5', '1.5'), BACK.replace('cap', 'kap')]).replace(
      'from: 2026',
      'from: soon',
    );
    const parsed = parseAgreement(text);
    const errors = parsed.ok ? [] : parsed.errors;
    expect(errors.map(({ path }) => path)).toEqual(expect.arrayContaining(['period.from', 'steps.0.share', 'steps.1']));
    for (const error of errors)
      expect(error).toMatchObject({
        da: expect.any(String),
        en: expect.any(String),
        line: expect.any(Number),
        column: expect.any(Number),
      });
  });
  it.each([
    ['500.000, which may be thousands', [BACK.replace('cap: 100', 'cap: 500.000')], 'two ways'],
    ['øre in thousandths', [BACK.replace('cap: 100', 'cap: "0.125"')], 'more decimals'],
    ['a side that is not there', [BACK.replace('to: a', 'to: x')], 'no side «x»'],
    ['a step twice', [BACK, BACK], 'stands twice'],
    [
      'a circle',
      [
        BACK,
        '{ kind: return, id: x, from: a, to: c, share: 0.1, cap: 1 }',
        '{ kind: return, id: y, from: c, to: b, share: 0.1, cap: 1 }',
      ],
      'circular',
    ],
    ['a return to itself', [BACK.replace('to: a', 'to: b')], 'circular'],
    ['more shares than there is', [BACK, BACK.replace('back', 'more').replace('0.5', '0.6')], 'more is shared'],
    [
      'a year in which nothing applies',
      [BACK.replace('cap', 'term: { from: 2027, to: 2030 }, cap')],
      'no step applies in 2026',
    ],
    ['a step beyond the period', [BACK.replace('cap', 'term: { from: 2026, to: 2031 }, cap')], 'beyond the agreement'],
    [
      'shares of a line that do not add up',
      [
        '{ kind: pool, id: p, host: a, riskPool: 0, contributions: [{ from: 2026, parts: { a: 1 } }], lines: [{ code: x, owner: a, budget: 1, shared: fixed, shares: { a: 0.5 } }] }',
      ],
      'add up to 1',
    ],
    [
      'tiers that leave a rest',
      ['{ kind: distribute, id: d, contributions: { a: 1 }, tiers: [{ sides: [a], upTo: 0.5 }] }'],
      'last tier',
    ],
    [
      'a tier for who contributes nothing',
      ['{ kind: distribute, id: d, contributions: { a: 1 }, tiers: [{ sides: [b] }] }'],
      'no contribution',
    ],
  ])('refuses %s', (_what, steps, sentence) => {
    const errors = errorsOf(steps);
    expect(errors.map(({ en }) => en).join()).toContain(sentence);
    expect(errors.every(({ line }) => line! > 1)).toBe(true);
  });
  it('checks purses and lines against what the contract knows', () => {
    const parsed = parseAgreement(agreementText([BACK.replace('cap', 'lines: [nights], cap')]), {
      silos: ['fund:a'],
      lines: ['beds'],
    });
    expect(parsed.ok ? [] : parsed.errors.map(({ path }) => path)).toEqual([
      'sides.1.silo',
      'sides.2.silo',
      'steps.0.lines.0',
    ]);
  });
  it('warns of a return without end', () => {
    const parsed = parseAgreement(agreementText([BACK.replace(', cap: 100', '')]));
    expect(parsed.ok && parsed.warnings.map(({ severity }) => severity)).toEqual(['warning']);
  });
});
