import { describe, expect, it } from '@jest/globals';
import { sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import {
  flows,
  isWithheld,
  OTHER_INTERVENTIONS,
  overview,
  sumShown,
  withLargest,
  withoutDepartments,
  type Cell,
  type Flow,
} from './overview.js';

const cell = (over: Partial<Cell>): Cell => ({
  figure: 'gained',
  contractId: 'c',
  silo: 'state',
  budgetYear: 2026,
  steeringArea: null,
  cashable: true,
  basis: 'realised',
  amount: 100n,
  people: 10,
  ...over,
});
const anyCell = fc.record<Cell>({
  figure: fc.constantFrom('invested', 'paid', 'received', 'gained', 'settled'),
  contractId: fc.constantFrom('c', 'd'),
  silo: fc.constantFrom('state', 'municipality:0751/social', 'fund:dsi'),
  budgetYear: fc.integer({ min: 2025, max: 2027 }),
  steeringArea: fc.constantFrom(null, 'service', 'transfers'),
  cashable: fc.boolean(),
  basis: fc.constantFrom('forecast' as const, 'realised' as const),
  amount: fc.bigInt({ min: -1000n, max: 1000n }),
  people: fc.option(fc.integer({ min: 1, max: 9 })),
});

describe('overview', () => {
  it('loses nothing: rows add up to the totals', () =>
    fc.assert(
      fc.property(fc.array(anyCell), (cells) => {
        const { silos, totals } = overview(cells, {}, false);
        for (const figure of ['invested', 'paid', 'received', 'gained', 'settled', 'net'] as const)
          expect(sum(silos.map((row) => row[figure]!))).toBe(totals[figure]);
      }),
    ));
  it('counts what was settled to the net of both sides, whatever gains are asked for, and to nothing over both', () => {
    const settled = { figure: 'settled', cashable: null, basis: null, people: null } as const;
    const cells = [
      cell({ ...settled, silo: 'a', amount: -30n }),
      cell({ ...settled, silo: 'b', amount: 30n }),
      cell({ silo: 'b' }),
    ];
    const { silos, totals } = overview(cells, { basis: 'forecast' }, false);
    expect(silos).toMatchObject([
      { settled: -30n, net: -30n },
      { settled: 30n, gained: 0n, net: 30n },
    ]);
    expect(totals).toMatchObject({ settled: 0n, net: 0n });
    expect(flows(cells, {}, false).map(({ kind }) => kind)).toEqual(['gained']);
  });
  it('keeps forecast and realised, cashable and non-cashable apart', () => {
    const cells = [
      cell({ amount: 1n }),
      cell({ amount: 2n, cashable: false }),
      cell({ amount: 4n, basis: 'forecast' }),
      cell({ amount: 8n, basis: 'forecast', cashable: false }),
    ];
    const [row] = overview(cells, {}, false).silos;
    expect(row).toMatchObject({
      gained: 15n,
      gains: { realisedCashable: 1n, realisedNonCashable: 2n, forecastCashable: 4n, forecastNonCashable: 8n },
    });
    expect(overview(cells, { basis: 'realised', cashable: true }, false).totals.gained).toBe(1n);
  });
  it('counts capital and payments as cost, payments received and gains as income', () => {
    const cells = [
      cell({ figure: 'invested', amount: 1n }),
      cell({ figure: 'paid', amount: 2n }),
      cell({ figure: 'received', amount: 10n }),
      cell({ amount: 20n }),
    ];
    expect(overview(cells, {}, false).totals.net).toBe(27n);
  });
  it('gives the rows in order of silo and year, each once', () =>
    fc.assert(
      fc.property(fc.array(anyCell), (cells) => {
        const keys = overview(cells, {}, false).silos.map(({ silo, budgetYear }) => `${silo} ${budgetYear}`);
        expect(keys).toEqual([...new Set(cells.map(({ silo, budgetYear }) => `${silo} ${budgetYear}`))].sort());
      }),
    ));
  it('narrows gains alone: what was paid, invested and received is told in full', () =>
    fc.assert(
      fc.property(fc.array(anyCell), fc.constantFrom('forecast' as const, 'realised' as const), (cells, basis) => {
        const [all, narrowed] = [overview(cells, {}, false), overview(cells, { basis, cashable: true }, false)];
        for (const figure of ['invested', 'paid', 'received'] as const)
          expect(narrowed.totals[figure]).toBe(all.totals[figure]);
        const gained = cells.filter(
          (each) => each.figure === 'gained' && each.basis === basis && each.cashable === true,
        );
        expect(narrowed.totals.gained).toBe(sum(gained.map(({ amount }) => amount)));
      }),
    ));
  it('tells the parts of what is gained, which add up to it: by basis and cash, and by steering area', () =>
    fc.assert(
      fc.property(fc.array(anyCell), fc.constantFrom(true, undefined), (cells, cashable) => {
        const { silos, totals } = overview(cells, { cashable }, false);
        expect(sum(Object.values(totals.gains).map((part) => part!))).toBe(totals.gained);
        const inAreas = cells.filter(
          (each) => each.figure === 'gained' && each.steeringArea !== null && (!cashable || each.cashable),
        );
        const told = silos.flatMap((row) => Object.entries(row.gainedBySteeringArea));
        expect(told.filter(([area]) => area !== 'service' && area !== 'transfers')).toEqual([]);
        for (const area of ['service', 'transfers'])
          expect(sum(told.filter(([name]) => name === area).map(([, part]) => part!))).toBe(
            sum(inAreas.filter(({ steeringArea }) => steeringArea === area).map(({ amount }) => amount)),
          );
      }),
    ));
  it('marks a total from which somebody is missing, for outsiders', () => {
    const cells = [cell({ behind: true })];
    expect([overview(cells, {}, true).suppressed, overview(cells, {}, false).suppressed]).toEqual([true, false]);
    expect(overview([cell({ behind: false })], {}, true).suppressed).toBe(false);
  });
  it('shows what falls to each steering area of a municipality', () =>
    expect(
      overview(
        [cell({ steeringArea: 'service', amount: 3n }), cell({ steeringArea: 'transfers', amount: 4n })],
        {},
        false,
      ).silos[0]?.gainedBySteeringArea,
    ).toEqual({ service: 3n, transfers: 4n }));
});

describe('small cells', () => {
  const few = cell({ people: 4, silo: 'state', amount: 7n });
  const many = cell({ people: 5, silo: 'region:midtjylland', amount: 9n });
  it('are withheld from outsiders, and left out of the totals, which would give them away', () => {
    const shown = overview([few, many], {}, true);
    expect(shown.silos.map((row) => [row.silo, row.gained, row.net, row.suppressed])).toEqual([
      ['region:midtjylland', 9n, 9n, false],
      ['state', null, null, true],
    ]);
    expect(shown).toMatchObject({ totals: { gained: 9n, net: 9n }, suppressed: true });
  });
  it('are shown to the authority itself', () => expect(overview([few, many], {}, false).totals.gained).toBe(16n));
  it('hide nothing that is nothing', () => expect(isWithheld(cell({ people: 1, amount: 0n }))).toBe(false));
  it('never hide capital, which is not about people', () =>
    expect(isWithheld(cell({ figure: 'invested', people: null }))).toBe(false));
  it('are no flow; neither is what is received, nor what is not above zero; what is expected is a flow of its own', () =>
    fc.assert(
      fc.property(fc.array(anyCell), fc.boolean(), (cells, withhold) => {
        const drawn = flows(cells, {}, withhold);
        const kindOf = ({ figure, basis }: Cell): string =>
          figure === 'gained' && basis === 'forecast' ? 'expected' : figure;
        const keyOf = (figure: string, { contractId, silo }: { contractId: string; silo: string }): string =>
          `${figure} ${contractId} ${silo}`;
        for (const flow of drawn) {
          const of = cells.filter(
            (each) => keyOf(kindOf(each), each) === keyOf(flow.kind, flow) && !(withhold && isWithheld(each)),
          );
          expect(flow.amount).toBe(sum(of.map(({ amount }) => amount)));
          expect(flow.amount > 0n).toBe(true);
          expect(['invested', 'paid', 'gained', 'expected']).toContain(flow.kind);
        }
        expect(new Set(drawn.map((flow) => keyOf(flow.kind, flow))).size).toBe(drawn.length);
      }),
    ));
  it('leave no flow', () =>
    expect(flows([few, many], {}, true).map((flow) => flow.silo)).toEqual(['region:midtjylland']));
  it('cannot be had from the difference of figures shown: every shown figure is a sum of shown cells', () =>
    fc.assert(
      fc.property(
        fc.array(anyCell),
        fc.constantFrom('forecast' as const, 'realised' as const, undefined),
        (cells, basis) => {
          const { silos, totals } = overview(cells, { basis }, true);
          const visible = (of: readonly Cell[]) =>
            of.filter((c) => c.figure === 'gained' && !isWithheld(c) && (basis === undefined || c.basis === basis));
          expect(totals.gained ?? 0n).toBe(sum(visible(cells).map((c) => c.amount)));
          for (const row of silos)
            expect(row.gained ?? 0n).toBe(
              sum(
                visible(cells.filter((c) => c.silo === row.silo && c.budgetYear === row.budgetYear)).map(
                  (c) => c.amount,
                ),
              ),
            );
        },
      ),
    ));
  it('are null, not zero, where nothing else is there', () => {
    expect(sumShown([few], true)).toBeNull();
    expect(sumShown([], true)).toBe(0n);
  });
});

describe('purses without their departments', () => {
  it('are one figure per purse, year and basis, of what is told', () => {
    const told = [cell({ silo: 'municipality:0751/social' }), cell({ silo: 'municipality:0751/work' })];
    const hidden = cell({ silo: 'municipality:0751/health', people: 2 });
    expect(withoutDepartments([...told, hidden])).toEqual([
      cell({ silo: 'municipality:0751', amount: 200n, behind: true }),
    ]);
    expect(withoutDepartments([hidden]).map(isWithheld)).toEqual([true]);
  });
  it('tell in all what the cells tell', () =>
    fc.assert(
      fc.property(fc.array(anyCell), (cells) => {
        const shown = (of: readonly Cell[]) => sum(of.filter((each) => !isWithheld(each)).map(({ amount }) => amount));
        expect(shown(withoutDepartments(cells))).toBe(shown(cells));
      }),
    ));
});

describe('flows of many interventions', () => {
  const flow = (contractId: string, amount: bigint, over: Partial<Flow> = {}): Flow => ({
    ...{ kind: 'gained', contractId, silo: 'state', amount },
    ...over,
  });
  it('draws the largest by themselves and the others together', () =>
    expect(withLargest([flow('a', 1n), flow('b', 5n), flow('c', 2n), flow('b', 1n, { kind: 'paid' })], 1)).toEqual({
      flows: [flow('b', 5n), flow('b', 1n, { kind: 'paid' }), flow(OTHER_INTERVENTIONS, 3n)],
      others: 2,
    }));
  it('draws all where they are few', () => {
    const few = [flow('a', 1n), flow('b', 5n)];
    expect(withLargest(few, 2)).toEqual({ flows: few, others: 0 });
  });
  it('leaves what flows from and to each purse as it is, and never draws more than it may', () =>
    fc.assert(
      fc.property(fc.array(anyCell), fc.integer({ min: 1, max: 2 }), (cells, most) => {
        const drawn = flows(
          cells.map((each, no) => ({ ...each, contractId: `c${no % 5}` })),
          {},
          false,
        );
        const { flows: together } = withLargest(drawn, most);
        const perPurse = (of: readonly Flow[]) =>
          [...Map.groupBy(of, ({ kind, silo }) => `${kind} ${silo}`)]
            .map(([key, own]) => [key, sum(own.map(({ amount }) => amount))] as const)
            .sort();
        expect(perPurse(together)).toEqual(perPurse(drawn));
        expect(new Set(together.map(({ contractId }) => contractId)).size).toBeLessThanOrEqual(most + 1);
      }),
    ));
});
