import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cprIn, hideCpr, isCpr } from './cpr.js';

const WRITTEN = [
  '0101904321',
  '010190-4321',
  '010190 4321',
  '010190  4321',
  '010190.4321',
  '010190/4321',
  '010190–4321',
  '010190—4321',
  '010190‑4321',
  '010190−4321',
  '010190 - 4321',
  '010190,4321',
  '010190:4321',
  '01-01-90-4321',
  '01.01.90-4321',
  '01/01/90 4321',
  '01 01 90 4321',
  '01 01 90 43 21',
  '010190 43 21',
  '0 1 0 1 9 0 4 3 2 1',
  '0101 90 4321',
  '01011990-4321',
  '01-01-1990 4321',
  '010119904321',
  '101904321',
  '10190-4321',
  '1/1-90 4321',
  '1.1.1990-4321',
  '０１０１９０-４３２１',
  '٠١٠١٩٠-٤٣٢١',
  '010190\u200B4321',
  '01\u200D0190\u00AD-\uFEFF4321',
  '010190\u00A04321',
  '010190\t4321',
  '010190\n4321',
  '610190-4321',
  '290200-4321',
];
/** Numbers that look alike: one digit too many or too few, no such day, part of something else. */
const OTHERS = [
  '10101904321',
  '0101904321 9'.replace(' ', ''),
  '999999-9999',
  '320190-4321',
  '011390-4321',
  '290201-1234',
  '01011991',
  '01-05-2026',
  '2026-05-01',
  '01-05-2026 1200',
  'fra 01-01-2026 til 31-12-2029',
  '01-01-2026 – 31-12-2029',
  '2026-05-01T12:30:15.123Z',
  '01.05.2026 kl. 12.30',
  '12345678',
  '5790000000012',
  'DK50 0040 0440 1162 43',
  '+45 20 12 90 43',
  '1551 0003456789',
  'kl. 12:10:24',
  '1763912345678',
  '0.101904321',
  'a101904321b',
  '018f2f3e-7b1a-7c3d-8e4f-010190432112',
  '01019043-2101-4010-9043-010190432101',
  'ab'.repeat(11) + '0101904321',
  '1 2 3 4 5 6 7 8 9 10',
  'r-100001',
  'ring 12 34',
];

describe('a personal number', () => {
  it.each(WRITTEN)('is found when it is written %j, and hidden with nothing left of it', (written) => {
    for (const [before, after] of [
      ['', ''],
      ['Borger ', ' mødte ikke'],
      ['(', ').'],
    ] as const) {
      expect(cprIn(before + written + after)).toBe(true);
      expect(hideCpr(before + written + after)).toBe(`${before}[cpr]${after}`);
    }
  });
  it.each(OTHERS)('is not what is written %j', (text) => {
    expect(cprIn(text)).toBe(false);
    expect(hideCpr(text)).toBe(text);
  });
  it('is found behind digits that are none', () => {
    expect(cprIn('99 010190-4321')).toBe(true);
    expect(cprIn('32 01 01 90 4321')).toBe(true);
    expect(hideCpr('1 101904321, 020290-1234')).toBe('1 [cpr], [cpr]');
  });
  it('is known by its digits', () =>
    expect(['0101904321', '3201904321', '010190432', '2902004321', '2902001321'].map(isCpr)).toEqual([
      ...[true, false, false, true, false],
    ]));
  it('is never a UUID', () => fc.assert(fc.property(fc.uuid(), (id) => !cprIn(`id ${id}.`))));
  it('takes a time that grows with the text alone', () => {
    const started = performance.now();
    for (const text of ['01-', '0 ', '01 01 19 ', '1/1-', '12,']) cprIn(text.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
