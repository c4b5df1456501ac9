import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { implausible, readDate } from './date.js';
import { FACT_COLUMNS, readFactRow } from './fact-row.js';
import type { Fault } from './fault.js';
import { readKey, twinOf } from './key.js';
import { readNumber, unambiguous } from './number.js';
import { readPayer } from './payer.js';
import { textFault } from './plain-text.js';
import fc from 'fast-check';

const said = (read: object | string): string => (typeof read === 'string' ? read : `! ${(read as Fault).code}`);

describe('a number', () => {
  it.each([
    ['5', '5'],
    ['5,5', '5.5'],
    ['5.50', '5.5'],
    ['007', '7'],
    ['0,125', '0.125'],
    ['1,1250', '1.125'],
    [' 12 ', '12'],
    ['１２，５', '12.5'],
    ['1.000', '! ambiguous-number'],
    ['1,000', '! ambiguous-number'],
    ['1,125', '! ambiguous-number'],
    ['999,999', '! ambiguous-number'],
    ['1000,125', '1000.125'],
    ['0,000', '0'],
    ['-0,0', '0'],
    ['5²', '! not-a-number'],
    ['5₂', '! not-a-number'],
    ['½', '! not-a-number'],
    ['1,000.50', '! not-a-number'],
    ["1'000", '! not-a-number'],
    ['1.000,-', '! not-a-number'],
    ['kr. 5', '! not-a-number'],
    ['٥', '5'],
    ['٥٫٥', '! not-a-number'],
    ['12.345', '! ambiguous-number'],
    ['1.000,50', '! not-a-number'],
    ['1 000', '! not-a-number'],
    ['1.000.000', '! not-a-number'],
    ['-5', '-5'],
    ['−0,50', '-0.5'],
    ['-0', '0'],
    ['-1.000', '! ambiguous-number'],
    ['01.000', '! ambiguous-number'],
    ['1\u00a0000', '! not-a-number'],
    ['=1+1', '! not-a-number'],
    ['(5)', '! not-a-number'],
    ['+5', '! not-a-number'],
    ['5 %', '! not-a-number'],
    ['1E+05', '! changed-by-spreadsheet'],
    ['1,5e3', '! changed-by-spreadsheet'],
    ['ti', '! not-a-number'],
    ['1234567890123456', '! not-a-number'],
    ['1,1234567891', '! not-a-number'],
  ])('%j is %s', (text, value) => expect(said(readNumber(text))).toBe(value));
  it.each([
    [
      '1.500',
      '«1.500» kan betyde 1500 eller 1,5. Skriv 1500 eller 1,5000.',
      '«1.500» may mean 1500 or 1.5. Write 1500 or 1.5000.',
    ],
    ['1,000', '«1,000» kan betyde 1000 eller 1. Skriv 1000 eller 1.', '«1,000» may mean 1000 or 1. Write 1000 or 1.'],
    [
      '-2,125',
      '«-2,125» kan betyde -2125 eller -2,125. Skriv -2125 eller -2,1250.',
      '«-2,125» may mean -2125 or -2.125. Write -2125 or -2.1250.',
    ],
  ])('that may be two, %s, is told with both, and what it says to write is read so', (text, da, en) => {
    expect(readNumber(text)).toMatchObject({ da, en });
    const [thousands, decimals] = /Skriv (\S+) eller (\S+)\.$/.exec(da)!.slice(1) as [string, string];
    expect([readNumber(thousands), readNumber(decimals)]).toEqual(/mean (\S+) or (\S+)\. /.exec(en)!.slice(1));
  });
  it('is written back so that it is read as what it was', () =>
    fc.assert(
      fc.property(fc.bigInt(-999_999n, 999_999n), fc.nat(9_999), (whole, decimals) => {
        const number = readNumber(`${whole},${decimals}0000`) as string;
        for (const sign of ['.', ',']) expect(readNumber(unambiguous(number).replace('.', sign))).toBe(number);
      }),
    ));
});

describe('a day', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    ['31-01-2026', '2026-01-31'],
    ['31.1.2026', '2026-01-31'],
    ['1/12/2026', '2026-12-01'],
    ['３１-０１-２０２６', '2026-01-31'],
    ['31-02-2026', '! not-a-date'],
    ['01-05-26', '! not-a-date'],
    ['0000-01-01', '! not-a-date'],
    ['2026-01-31 00:00', '! not-a-date'],
    ['46143', '! spreadsheet-day'],
    ['46143.5', '! spreadsheet-day'],
    ['20260131', '! not-a-date'],
    ['2026', '! not-a-date'],
    ['29-02-2028', '2028-02-29'],
    ['29-02-2026', '! not-a-date'],
  ])('%j is %s', (text, value) => expect(said(readDate(text))).toBe(value));
  it.each([
    ['1989-12-31', 'date-not-plausible'],
    ['1990-01-01', undefined],
    ['2026-11-01', undefined],
    ['2026-11-02', 'date-not-plausible'],
    ['0026-01-01', 'date-not-plausible'],
  ])('%s up to today is %s', (day, code) =>
    expect(implausible(localDate(day), localDate('2026-11-01'))?.code).toBe(code),
  );
});

describe('a key', () => {
  it.each([
    [' B  1 ', 'B 1'],
    ['Be\u0301s', 'Bés'],
    ['B\u200B-\uFEFF1', 'B-1'],
    ['12E5', '12E5'],
    ['5,79E+12', '! changed-by-spreadsheet'],
    ['5.79e12', '! changed-by-spreadsheet'],
    ['1e+21', '! changed-by-spreadsheet'],
    ['########', '! changed-by-spreadsheet'],
    ['#REFERENCE!', '! changed-by-spreadsheet'],
    ['#N/A', '! changed-by-spreadsheet'],
    ['B\uFFFDk', '! lost-letters'],
    ['BÃ¦k', '! lost-letters'],
    ['=A1', '! formula'],
    ['="00123"', '! formula'],
    ['x'.repeat(101), '! too-long'],
  ])('%j is %s', (text, value) => expect(said(readKey(text))).toBe(value));
  it.each([
    ['00123', '123', true],
    ['123,0', '123', true],
    ['123.00', '123', true],
    ['Bo-01', 'bo-1', true],
    ['B–1', 'B-1', true],
    ['Ｂ1', 'b1', true],
    ['120', '12', false],
    ['B-1', 'B-11', false],
    ['1.5', '15', false],
    ['0', '00', true],
    ['b_1', 'B 1', true],
    ['2026/1', '2026-01', true],
    ["'B1'", 'B1', true],
    ['B 11', 'B1 1', false],
  ])('%s and %s are twins: %s', (a, b, twins) => expect(twinOf(a) === twinOf(b)).toBe(twins));
});

describe('who pays', () => {
  const parties = [
    { id: 'town', municipalityCode: '0751', roles: ['authority', 'payer'] },
    { id: 'kbh', municipalityCode: '0101', roles: ['payer'] },
    { id: 'randers', municipalityCode: '0730', roles: ['partner'] },
    { id: 'fund', roles: ['payer'] },
  ];
  it.each([
    ['town', 'town'],
    ['0751', 'town'],
    ['101', 'kbh'],
    ['fund', 'fund'],
    ['0730', '! unknown-payer'],
    ['randers', '! unknown-payer'],
    ['Aarhus', '! unknown-payer'],
    ['9999', '! unknown-payer'],
    ['51', '! unknown-payer'],
  ])('as %j is %s', (text, value) => expect(said(readPayer(text, parties))).toBe(value));
});

describe('a text', () => {
  it.each([
    ['a\u0000b', 'holds-nul'],
    ['a\ud83d', 'holds-half-character'],
    ['se 010190-4321', 'holds-cpr'],
    ['🎈 fint', undefined],
  ])('%j has the fault %s', (text, code) => expect(textFault(text)?.code).toBe(code));
});

const WORDS = {
  outcomes: [
    { code: 'housed', name: { da: 'I egen bolig', en: 'Housed' } },
    { code: 'housed-long', name: { da: 'Længe i bolig', en: 'Long' } },
  ],
  measures: [{ code: 'score', name: { da: 'Score', en: 'Long' } }],
  followUps: [
    { code: 'm12', months: 12 },
    { code: 'end', name: { da: 'Slut', en: 'End' } },
  ],
  groups: [{ code: 'young', name: { da: 'Unge', en: 'Young' } }],
  cohorts: [],
};

describe('a row of facts', () => {
  const good = { participant: 'P-0000-0001', outcome: 'housed', achieved_on: '2026-01-31' };
  const read = (change: Record<string, string>) =>
    readFactRow(
      { cells: { ...good, ...change }, faults: [] },
      ['participant', 'outcome', 'achieved_on'],
      WORDS,
      localDate('2026-11-01'),
    );
  const faultsOf = (change: Record<string, string>) => {
    const result = read(change);
    return 'faults' in result ? result.faults.map(({ column, code }) => [column, code]) : [];
  };

  it('needs few cells, and takes none for another', () =>
    expect(read({})).toMatchObject({
      row: { participant: 'P-0000-0001', on: '2026-01-31', quantity: null, followUp: null, evidence: null },
    }));
  it.each([
    [{ outcome: 'i egen  bolig', follow_up: '12 måneder', group: 'UNGE' }, ['housed', 'm12', 'young']],
    [{ outcome: 'Housed', follow_up: '12 mdr.', group: 'young' }, ['housed', 'm12', 'young']],
    [{ outcome: 'Score', follow_up: 'slut', group: '' }, ['score', 'end', null]],
    [{ outcome: 'not-known', follow_up: '12 months', group: '' }, ['not-known', 'm12', null]],
  ])('may use names for codes: %j', (change, [outcome, followUp, group]) =>
    expect(read(change)).toMatchObject({ row: { outcome, followUp, group } }),
  );
  it('knows a column under its other name', () =>
    expect(read({ id: 'r1', payer: '0101', new_person: 'Ja' })).toMatchObject({
      row: { externalRef: 'r1', payer: '0101', newPerson: true },
    }));
  it.each<[Record<string, string>, [string, string][]]>([
    [{ participant: ' ' }, [['participant', 'missing']]],
    [{ participant: '\u200b' }, [['participant', 'missing']]],
    [{ outcome: 'long' }, [['outcome', 'several-words']]],
    [{ cohort: 'Hold 1' }, [['cohort', 'not-a-code']]],
    [
      { outcome: 'Housed!', quantity: '1-' },
      [
        ['outcome', 'not-a-code'],
        ['quantity', 'not-a-number'],
      ],
    ],
    [{ evidence_source: 'register' }, [['evidence_digest', 'missing']]],
    [{ evidence_digest: 'ab'.repeat(32) }, [['evidence_source', 'missing']]],
    [{ evidence_digest: 'x', evidence_source: 'register' }, [['evidence_digest', 'not-a-digest']]],
    [{ evidence_digest: 'ab'.repeat(32), evidence_source: 'hearsay' }, [['evidence_source', 'not-a-source']]],
    [{ participant: '010190-1234' }, [['participant', 'holds-cpr']]],
    [{ outcome: '010190-1234' }, [['outcome', 'holds-cpr']]],
    [{ quantity: '0101901234' }, [['quantity', 'holds-cpr']]],
    [{ evidence_digest: '010190-1234' }, [['evidence_digest', 'holds-cpr']]],
    [{ external_ref: 'a', id: 'b' }, [['id', 'two-values']]],
    [{ new_person: 'måske' }, [['new_person', 'not-yes']]],
  ])('with %j says %j', (change, faults) => expect(faultsOf(change)).toEqual(faults));
  it('is read or blamed, whatever it holds, and never throws', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...FACT_COLUMNS), fc.string({ unit: 'binary' })), (cells) => {
        const result = readFactRow({ cells, faults: [] }, ['participant'], WORDS);
        if ('faults' in result) expect(result.faults.length).toBeGreaterThan(0);
        else expect(result.row.participant).not.toBe('');
      }),
    ));
});
