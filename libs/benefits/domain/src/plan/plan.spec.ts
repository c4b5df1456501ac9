import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cell } from '../overview.js';
import { comparePlan } from './compare-plan.js';
import { cellName, type TableRow } from './plan-faults.js';
import { readPlan, type PlanTable } from './plan-table.js';

const TABLE = `SØM-version;2.4
Enhed;kr.
Prisniveau;2026

Aktør;Post;2026;2027;2028;I alt
Kommune;Omkostninger;-500000;-100000;0;-600000
Kommune;Konsekvenser;120000,50;400000;250000;770000,50
Kommune;Nettoresultat;-379999,50;300000;250000;170000,50
Region;Omkostninger;0;0;0;0
Region;Økonomiske konsekvenser;10000;20000;0;30000
Region;Nettoresultat;10000;20000;0;30000
Stat;Omkostninger;0;0;0;0
Stat;Konsekvenser;50000;90000;60000;200000
Stat;Nettoresultat;50000;90000;60000;200000
I alt;Nettoresultat;-319999,50;410000;310000;400000,50`;
const rows = (text: string): TableRow[] =>
  text
    .split('\n')
    .map((line, i) => ({ row: i + 1, cells: line.split(';') }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
const read = (text: string) => readPlan(rows(text), '2.4');
const faults = (text: string) => {
  const result = read(text);
  return result.ok ? [] : result.errors.map(({ code, path }) => `${path} ${code.replace('benefits.plan-', '')}`);
};
const planOf = (text: string): PlanTable => {
  const result = read(text);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.plan;
};

/** Every figure behind the first two columns of the rows of figures, divided by a thousand. */
const inThousands = (text: string): string =>
  text.replace(/^(.+;(?:Omk|Kon|Øko|Net)[^;]*;)(.*)$/gm, (_all, names: string, figures: string) => {
    const thousands = figures
      .split(';')
      .map((each) => (Number(each.replace(',', '.')) / 1000).toFixed(4).replace('.', ','));
    return names + thousands.join(';');
  });

describe('a SØM result table', () => {
  it('is costs and gains per purse and year, in øre, in the prices of a year', () => {
    const { version, priceLevelYear, lines } = planOf(TABLE);
    expect([version, priceLevelYear, lines.length]).toEqual(['2.4', 2026, 9]);
    expect(lines.slice(0, 2)).toEqual([
      { treasury: 'municipality', year: 2026, cost: -50_000_000n, gain: 12_000_050n },
      { treasury: 'municipality', year: 2027, cost: -10_000_000n, gain: 40_000_000n },
    ]);
  });
  it.each<[string, (text: string) => string, string[]]>([
    ['of another version', (t) => t.replace('2.4', '1.3'), ['B1 other-version']],
    ['that does not name its version', (t) => t.replace('SØM-version', 'Titel'), ['A1 no-version']],
    ['in thousands', (t) => t.replace('Enhed;kr.', 'Enhed;1.000 kr.'), ['B2 other-unit']],
    ['in millions', (t) => t.replace('Enhed;kr.', 'Enhed;mio. kr.'), ['B2 other-unit']],
    ['without a unit', (t) => t.replace('Enhed;kr.', ''), ['A1 no-unit']],
    ['without a price level', (t) => t.replace('Prisniveau;2026', ''), ['A1 no-price-level']],
    ['that looks like thousands', inThousands, ['C5 looks-like-thousands']],
    ['with thousand points', (t) => t.replace(';400000;2', ';400.000;2'), ['D7 ambiguous-number']],
    ['with a number that is none', (t) => t.replace('-500000', 'ca. 500000'), ['C6 not-a-number']],
    [
      'with shifted columns',
      (t) => t.replace('Region;Omkostninger;', 'Region;Omkostninger;;'),
      ['G9 beside-header', 'C9 cell-empty'],
    ],
    ['with a gap between years', (t) => t.replace('2027;2028', '2027;2029'), ['E5 year']],
    ['without years', (t) => t.replace('2026;2027;2028;I alt', 'I alt'), ['C5 no-years']],
    ['without a heading', (t) => t.replace('Aktør', 'Hvem'), ['A1 no-header']],
    ['with a row too few', (t) => t.replace('Region;Omkostninger;0;0;0;0\n', ''), ['A5 row-missing']],
    ['with a row twice', (t) => `${t}\nStat;Omkostninger;0;0;0;0`, ['A16 row-twice']],
    ['with an unknown purse', (t) => t.replace('Stat;K', 'Fond;K'), ['A13 purse-unknown']],
    ['whose years do not add up', (t) => t.replace('250000;770000,50', '250000;770001,50'), ['F7 does-not-add-up']],
    [
      'whose net does not add up',
      (t) => t.replace('-379999,50;300000', '-379999,50;300001').replace('250000;170000,50', '250000;170001,50'),
      ['D8 does-not-add-up', 'D15 does-not-add-up'],
    ],
    [
      'with everything wrong',
      (t) =>
        t
          .replace('2.4', '3')
          .replace('Enhed;kr.', 'Enhed;tkr.')
          .replace('Stat;K', 'Fond;K')
          .replace('-500000', '1.250'),
      ['B1 other-version', 'B2 other-unit', 'C6 ambiguous-number', 'A13 purse-unknown'],
    ],
  ])('%s is refused, each fault with its cell', (_what, change, expected) => {
    expect(change(TABLE)).not.toBe(TABLE);
    expect(faults(change(TABLE))).toEqual(expected);
  });
  it('may be rounded to kroner: sums are off by no more than their parts were', () =>
    expect(faults(TABLE.replace('120000,50', '120000').replace('770000,50', '770001').replaceAll(',50', ''))).toEqual(
      [],
    ));
  it('may have the decimals of a formula, rounded to the øre', () =>
    expect(
      planOf(TABLE.replace('120000,50', '120000,499999').replace('-100000', '-99999,995')).lines.slice(0, 2),
    ).toMatchObject([{ gain: 12_000_050n }, { cost: -10_000_000n }]));
  it('never throws, whatever it holds', () =>
    fc.assert(
      fc.property(fc.array(fc.array(fc.oneof(fc.string(), fc.constantFrom(...TABLE.split(/[;\n]/))))), (grid) => {
        const result = readPlan(
          grid.map((cells, i) => ({ row: i + 1, cells })),
          '2.4',
        );
        expect(result.ok || result.errors.length > 0).toBe(true);
      }),
    ));
});

it.each([
  [0, 'A3'],
  [25, 'Z3'],
  [26, 'AA3'],
  [701, 'ZZ3'],
  [702, 'AAA3'],
])('column %d is named as spreadsheets do: %s', (at, name) => expect(cellName({ row: 3 }, at)).toBe(name));

describe('plan beside the books', () => {
  const cell = (over: Partial<Cell>): Cell => ({
    figure: 'gained',
    contractId: 'c',
    silo: 'municipality:0751/social',
    budgetYear: 2026,
    steeringArea: null,
    cashable: true,
    basis: 'realised',
    amount: 10_000_000n,
    people: 6,
    ...over,
  });
  const cells = [
    cell({}),
    cell({ silo: 'municipality:0751/health', amount: 50n }),
    cell({ figure: 'paid', amount: 45_000_000n }),
    cell({ silo: 'fund:dsi', figure: 'paid', amount: 99n }),
    cell({ silo: 'state', budgetYear: 2031, amount: 7n, people: 2 }),
  ];
  const of = (withhold: boolean, treasury: string, year: number) =>
    comparePlan(planOf(TABLE).lines, cells, withhold).find((each) => each.treasury === treasury && each.year === year);
  it('adds up departments, and leaves out purses that SØM does not know', () =>
    expect(of(false, 'municipality', 2026)).toMatchObject({
      ours: { cost: -45_000_000n, gain: 10_000_050n, net: -34_999_950n },
      difference: { cost: 5_000_000n, gain: -2_000_000n, net: 3_000_000n },
    }));
  it('has the years of both', () => {
    expect(of(false, 'region', 2027)).toMatchObject({ ours: { net: 0n }, difference: { net: -2_000_000n } });
    expect(of(false, 'state', 2031)).toMatchObject({ plan: { net: 0n }, difference: { gain: 7n } });
  });
  it('withholds what few people stand behind, and every difference that would tell it', () =>
    expect(of(true, 'state', 2031)).toMatchObject({
      ours: { gain: null, net: null },
      difference: { gain: null, net: null },
    }));
});
