import { describe, expect, it } from '@jest/globals';
import { agreementOf, gain, kr, paid, said, stated } from './agreement.fixture.js';
import { evaluateAgreement } from './evaluate.js';
import type { SharedFigure, StatedFigure } from './figures.js';

const given = (
  agreement: ReturnType<typeof agreementOf>,
  figures: SharedFigure[],
  through: number,
  statedFigures: StatedFigure[] = [],
) => evaluateAgreement(agreement, { figures, stated: statedFigures }, through);

describe('a share until the investment is covered', () => {
  const text = (until: string) => agreementOf([`{ kind: return, id: back, from: b, to: a, share: 0.5, ${until} }`]);

  it('gives half of what is realised, and stops when what was paid is covered', () => {
    const figures = [paid('a', 2026, kr(700)), gain('b', 2026, kr(1000)), gain('b', 2027, kr(1000))];
    expect(said(given(text('until: { covered: payments }'), figures, 2027).transfers)).toEqual([
      'b→a 2026: 500',
      'b→a 2027: 200',
    ]);
  });
  it('says why in whole sentences', () =>
    expect(given(text('cap: 9000'), [gain('b', 2026, kr(1000))], 2026).transfers[0]!.why.da).toBe(
      '50 % af den realiserede gevinst til og med 2026, 1.000,00 kr., er 500,00 kr.',
    ));
  it('says what ends it: an investment that is covered, or an amount that is reached', () => {
    const why = (until: string) =>
      given(text(until), [paid('a', 2026, kr(300)), gain('b', 2026, kr(1000))], 2026).transfers[0]!.why.da;
    expect(why('until: { covered: payments }')).toContain('Investeringen på 300,00 kr. er dækket.');
    expect(why('until: { amount: 200 }')).toContain('Der deles, til 200,00 kr. er nået.');
  });
  it('gives no more than the cap', () =>
    expect(said(given(text('cap: 300'), [gain('b', 2026, kr(1000))], 2026).transfers)).toEqual(['b→a 2026: 300']));
  it('shares nothing of what is forecast, frees no money, or comes later', () => {
    const figures = [
      gain('b', 2026, kr(1000), { basis: 'forecast' }),
      gain('b', 2026, kr(1000), { cashable: false }),
      gain('b', 2027, kr(1000)),
    ];
    expect(given(text('cap: 9000'), figures, 2026).transfers).toEqual([]);
  });
  it('gives back what was given on a gain that a later year takes away', () =>
    expect(
      said(given(text('cap: 9000'), [gain('b', 2026, kr(1000)), gain('b', 2027, kr(-400))], 2027).transfers),
    ).toEqual(['b→a 2026: 500', 'b→a 2027: -200']));
  it('counts the lines of the model that it names', () => {
    const named = text('cap: 9000, lines: [fewer-nights]');
    const figures = [gain('b', 2026, kr(100), { line: 'fewer-nights' }), gain('b', 2026, kr(900), { line: 'tax' })];
    expect(said(given(named, figures, 2026).transfers)).toEqual(['b→a 2026: 50']);
  });
  it('gives nothing after its term', () => {
    const later = '{ kind: return, id: later, from: c, to: a, share: 0.1, cap: 1 }';
    const early = agreementOf([
      '{ kind: return, id: back, from: b, to: a, share: 0.5, cap: 9000, term: { from: 2026, to: 2028 } }',
      later,
    ]);
    expect(given(early, [gain('b', 2029, kr(1000))], 2030).transfers).toEqual([]);
  });
});

describe('a pooled fund', () => {
  const agreement = (more = '') =>
    agreementOf([
      `{ kind: pool, id: fund, host: a, riskPool: 500000, contributions: [{ from: 2026, parts: { a: 6000000, b: 4000000 } }], lines: [
        { code: care, owner: a, budget: 5000000, shared: variable }, { code: beds, owner: b, budget: 5000000, shared: none } ${more}] }`,
    ]);
  it('meets an overspend of 1.2m by the risk pool of 0.5m, then 0.42m and 0.28m by contributions of 60/40', () => {
    const { transfers } = given(agreement(), [], 2026, [
      stated('fund.care', 2026, '6200000'),
      stated('fund.beds', 2026, '5000000'),
    ]);
    expect(said(transfers)).toEqual(['b→a 2026: 280000']);
    expect(transfers[0]!.why.en).toContain('1,200,000.00');
  });
  it('leaves an overspend outside the shared lines with its owner', () =>
    expect(
      given(agreement(), [], 2026, [stated('fund.care', 2026, '1'), stated('fund.beds', 2026, '9000000')]).transfers,
    ).toEqual([]));
  it('uses the risk pool once over the whole term', () => {
    const spent = [2026, 2027].flatMap((year) => [
      stated('fund.care', year, '5500000'),
      stated('fund.beds', year, '0'),
    ]);
    expect(said(given(agreement(), [], 2027, spent).transfers)).toEqual(['b→a 2027: 200000']);
  });
  it('lets no side pay more than its own contribution', () => {
    const spent = [stated('fund.care', 2026, '50000000'), stated('fund.beds', 2026, '0')];
    expect(said(given(agreement(), [], 2026, spent).transfers)).toEqual(['b→a 2026: 4000000']);
  });
  it('names the spending that nobody has stated', () =>
    expect(given(agreement(), [], 2026).missing).toEqual([{ figure: 'fund.care', year: 2026 }]));
  it('follows fixed shares where a line has them', () => {
    const fixed = agreement(', { code: night, owner: b, budget: 0, shared: fixed, shares: { a: 0.25, b: 0.75 } }');
    const spent = [stated('fund.care', 2026, '0'), stated('fund.night', 2026, '900000')];
    // The host pays out the risk pool, and a quarter of the rest.
    expect(said(given(fixed, [], 2026, spent).transfers)).toEqual(['a→b 2026: 600000']);
  });
});

describe('thresholds before sharing', () => {
  const agreement = agreementOf([
    '{ kind: distribute, id: tiers, contributions: { a: 60, b: 25, c: 15 }, tiers: [{ sides: [b, c], upTo: 0.1 }, { sides: [a, b, c] }] }',
  ]);
  it('leave A 3.6, B 4.0 and C 2.4 of a saving of 10, whoever gained it', () => {
    expect(said(given(agreement, [gain('a', 2026, kr(10))], 2026).transfers)).toEqual(['a→b 2026: 4', 'a→c 2026: 2.4']);
    expect(said(given(agreement, [gain('b', 2026, kr(10))], 2026).transfers)).toEqual([
      'b→a 2026: 3.6',
      'b→c 2026: 2.4',
    ]);
  });
  it('give the first side nothing until the others have theirs', () =>
    expect(said(given(agreement, [gain('a', 2026, kr(4))], 2026).transfers)).toEqual([
      'a→b 2026: 2.5',
      'a→c 2026: 1.5',
    ]));
});

describe('shared savings', () => {
  const agreement = agreementOf([
    '{ kind: shared-savings, id: save, from: b, to: a, baseline: 10000, minimumRate: 0.02, share: 0.5, quality: { figure: quality, minimum: 0.4 }, limit: 0.1, losses: { minimumRate: 0.02, share: 0.3, limit: 0.05 } }',
  ]);
  const of = (saved: number, quality = '0.8') =>
    said(given(agreement, [gain('b', 2026, kr(saved))], 2026, [stated('quality', 2026, quality)]).transfers);
  it('are share times quality of the saving', () => expect(of(1000)).toEqual(['b→a 2026: 400']));
  it('begin at the minimum rate', () => expect([of(199.99), of(200)]).toEqual([[], ['b→a 2026: 80']]));
  it('end at the limit', () => expect(of(9000)).toEqual(['b→a 2026: 1000']));
  it('are nothing below the quality asked for', () => expect(of(1000, '0.39')).toEqual([]));
  it('share losses, within a limit of their own', () =>
    expect([of(-100), of(-1000), of(-9000)]).toEqual([[], ['b→a 2026: -300'], ['b→a 2026: -500']]));
  it('wait for the quality', () =>
    expect(given(agreement, [gain('b', 2026, kr(1000))], 2026).missing).toEqual([{ figure: 'quality', year: 2026 }]));
});

describe('a permanent change of frames', () => {
  const agreement = agreementOf([
    '{ kind: frame, id: cut, board: b, to: a, from: 2029, by: { share: 0.5, averageOf: { from: 2026, to: 2028 } } }',
  ]);
  const figures = [gain('b', 2026, kr(100)), gain('b', 2027, kr(200)), gain('b', 2028, kr(300))];
  it('is half the average gain of the years it is reckoned from', () =>
    expect(given(agreement, figures, 2028).frames).toMatchObject([
      { board: 'b', to: 'a', from: 2029, yearly: kr(100) },
    ]));
  it('is not proposed before they are over, and moves no money itself', () =>
    expect(given(agreement, figures, 2027)).toEqual({ transfers: [], frames: [], missing: [] }));
});

describe("the payer's value test", () => {
  const tested = (years: number) =>
    agreementOf(
      ['{ kind: return, id: back, from: b, to: a, share: 1, cap: 90000 }'],
      undefined,
      `valueTest: { years: ${years}, sides: [b] }`,
    );
  it('lets nobody share more than the gain less what was paid for it', () =>
    expect(said(given(tested(10), [gain('b', 2026, kr(1000)), paid('b', 2026, kr(700))], 2026).transfers)).toEqual([
      'b→a 2026: 300',
    ]));
  it('counts no gain after its years', () =>
    expect(said(given(tested(1), [gain('b', 2026, kr(100)), gain('b', 2027, kr(900))], 2027).transfers)).toEqual([
      'b→a 2026: 100',
    ]));
});

describe('a contribution by formula', () => {
  it('is half the state, a quarter the region, a quarter the municipalities by a key of their own', () => {
    const agreement = agreementOf(
      [
        '{ kind: contribute, id: finsam, to: fund, amount: 1000, key: [{ side: state, weight: 2 }, { side: region, weight: 1 }, { group: { da: Kommuner, en: Municipalities }, weight: 1, key: [{ side: m, weight: 2 }, { side: n, weight: 1 }] }] }',
      ],
      ['fund', 'state', 'region', 'm', 'n'],
    );
    expect(said(given(agreement, [], 2026).transfers)).toEqual([
      'state→fund 2026: 500',
      'region→fund 2026: 250',
      'm→fund 2026: 166.67',
      'n→fund 2026: 83.33',
    ]);
  });
});

describe('a waterfall', () => {
  it('follows its steps in order: a later one shares what is left', () => {
    const agreement = agreementOf([
      '{ kind: return, id: first, from: b, to: a, share: 0.6, cap: 100000 }',
      '{ kind: distribute, id: rest, contributions: { b: 1, c: 1 }, tiers: [{ sides: [b, c] }] }',
    ]);
    expect(said(given(agreement, [gain('b', 2026, kr(1000))], 2026).transfers)).toEqual([
      'b→a 2026: 600',
      'b→c 2026: 200',
    ]);
  });
});
