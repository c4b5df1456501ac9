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
  '010190=4321',
  '010190_4321',
  '01_01_90_4321',
  '010190)4321',
  '0101(90)4321',
  '01)(01)(90)(4321',
  '01][01][90][4321',
  '010190;4321',
  '010190 : 4321',
  '010190, 4321',
  '010190 -\r\n4321',
  '01-01-90\r\n4321',
  '010190\u202F4321',
  '0\u200B1\u200B0\u200B1\u200B9\u200B0\u200B4\u200B3\u200B2\u200B1',
  '010190\u20604321',
  '010190"-"4321',
  '01/01/90 – 4321',
  '01:01:90:4321',
  '01,01,90,4321',
  '01.01.90.43.21',
  '01-01-90-43-21',
  '01 01 1990 4321',
  '1990-01-01-4321',
  '19900101-4321',
  '199001014321',
  '19900101 4321',
  '1990/01/01/4321',
  '1990-01-01 4321',
  '01-01-1990: 4321',
  '1011990-4321',
  '10119904321',
  '10190 4321',
  '1 1 90 4321',
  '010 190 4321',
  '010-190-4321',
  '01019 04321',
  '01019-04321',
  '0101 9043 21',
  'O1O19O-4321',
  'OIOI9O-4321',
  'o1o19o4321',
  '0l0l90-432l',
  'О1О19О-4321',
  '0I-0I-90-432I',
  '0️⃣1️⃣0️⃣1️⃣9️⃣0️⃣4️⃣3️⃣2️⃣1️⃣',
  '0\u03361\u03360\u03361\u03369\u03360\u03364\u03363\u03362\u03361',
  '𝟎𝟏𝟎𝟏𝟗𝟎-𝟒𝟑𝟐𝟏',
  '०१०१९०-४३२१',
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
  'Faktura 2026-000123',
  'Faktura 20260501-0001',
  'INV-2026-0501-12',
  'sag 2024-012345',
  'KLE 27.36.08-P21-1-26',
  'tlf. 20 12 90 43',
  '+45 2012 9043',
  '+4520129043',
  '0045 20 12 90 43',
  '20129043 / 21129043',
  'EAN 5790 0012 34567',
  'CVR 12 34 56 78',
  'IBAN DK98 0101 9043 2143 21',
  'IBAN DK7501019043214321',
  '01.05.26 kl. 10-12',
  '01.05.26 12.30',
  '01.05.26 10-12',
  '2026-05-01 12:30',
  '2026-05-01 1230',
  '202605011230',
  '20260501T123000',
  '2026-05-01: 250 borgere',
  '01.05.2026: 4500 kr.',
  '01-05-2026 4500 DKK',
  'den 31-12-2029 2.500 kr.',
  '1010904321 øre',
  '1.010.904.321 kr.',
  '1 010 904 321',
  '101.904.321,00',
  '10, 12, 24, 4000',
  '0, 1, 0, 1, 9, 0, 4, 3, 2, 1',
  '192.168.101.190',
  '55.676098, 12.568337',
  '2007-06-15 9426',
  '28-09-2032: 4437',
  'Ollie Illum 12 34',
  'Il 10.12.90',
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
    expect(hideCpr('4 101904321, 020290-1234')).toBe('4 [cpr], [cpr]');
  });
  it.each(['cpr0101904321', '0101904321x', 'Sag0101904321borger', 'cpr_010190_4321_a', 'a/010190-4321.pdf'])(
    'is found within the words of %j',
    (text) => {
      expect(cprIn(text)).toBe(true);
      expect(hideCpr(text)).toContain('[cpr]');
    },
  );
  it('is found whoever it is, whatever marks stand between its parts', () => {
    const mark = fc.constantFrom(
      ...['', ' ', '-', '.', '/', '_', '=', '(', ')', ' - ', '–', '\u00A0', '\n', '|', '*', '"', '+', '#'],
    );
    const person = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.integer({ min: 1, max: 12 }),
      year: fc.nat(99),
      serial: fc.nat(9999),
    });
    const two = (n: number): string => String(n).padStart(2, '0');
    fc.assert(
      fc.property(person, mark, mark, mark, ({ day, month, year, serial }, a, b, c) =>
        cprIn(`${two(day)}${a}${two(month)}${b}${two(year)}${c}${String(serial).padStart(4, '0')}`),
      ),
      { numRuns: 2_000 },
    );
  });
  it('is never a day with its time, a phone number or an amount', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.integer({ min: 20_000_000, max: 99_999_999 }), (day, number) => {
        const [date, time] = day.toISOString().split('T') as [string, string];
        const pairs = String(number).replace(/..(?=.)/g, '$& ');
        const texts = [
          `${date}T${time}`,
          `${date} ${time.slice(0, 5)}`,
          `${date} ${time.slice(0, 5).replace(':', '')}`,
        ];
        return ![
          ...texts,
          `tlf. ${pairs}`,
          `+45 ${pairs}`,
          `+45${number}`,
          `${date}: ${number} kr.`,
          `${number} øre`,
        ].some(cprIn);
      }),
      { numRuns: 2_000 },
    );
  });
  it('is never the account number of a bank', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n - 1n }), (account) => {
        const digits = String(account).padStart(14, '0');
        const check = String(98n - (BigInt(`${digits}132000`) % 97n)).padStart(2, '0');
        const iban = `DK${check}${digits}`;
        expect([iban, iban.replace(/.{4}(?=.)/g, '$& ')].map(cprIn)).toEqual([false, false]);
      }),
    ));
  it('is known by its digits', () =>
    expect(['0101904321', '3201904321', '010190432', '2902004321', '2902001321'].map(isCpr)).toEqual([
      ...[true, false, false, true, false],
    ]));
  it('is never a UUID', () => fc.assert(fc.property(fc.uuid(), (id) => !cprIn(`id ${id}.`))));
  it('takes a time that grows with the text alone, and not with its square', () => {
    const timeOf = (count: number): number => {
      const once = (): number => {
        const began = process.threadCpuUsage();
        for (const text of ['01-', '0 ', '01 01 19 ', '1/1-', '12,']) cprIn(text.repeat(count));
        const { user, system } = process.threadCpuUsage(began);
        return user + system;
      };
      return Math.min(once(), once(), once());
    };
    timeOf(5_000);
    expect(timeOf(80_000) / timeOf(5_000)).toBeLessThan(80);
  });
});
