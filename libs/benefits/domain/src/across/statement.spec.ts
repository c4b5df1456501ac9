import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import {
  faultInContract,
  faultOfStatement,
  isForgotten,
  nextNumber,
  standing,
  type Statement,
  type StatementLine,
} from './statement.js';

const line = (over: Partial<StatementLine> = {}): StatementLine => ({
  ...{ purse: 'municipality:0657/social', outcome: 'job', consequence: 'less-benefit', budgetYear: 2026 },
  ...{ steeringArea: 'transfers', account: null, cashable: true, basis: 'realised', amount: 500n },
  ...over,
});
const statement = (lines: readonly StatementLine[], over: Partial<Statement> = {}): Statement => ({
  ...{ number: 1, digest: 'a', asOf: localDate('2026-06-30'), currency: 'DKK', termsDigest: 't', lines },
  amount: lines.reduce((total, { amount }) => total + amount, 0n),
  ...over,
});
const home = { home: 'aarhus', currency: 'DKK', ownPurse: 'municipality:0657' } as const;
const named = (number: number, digest: string) => ({ number, digest });

describe('a statement of benefits', () => {
  it.each([
    ['nothing wrong', statement([line(), line({ basis: 'forecast' })]), undefined],
    ['the citizens’ own gain', statement([line({ purse: 'citizen' })]), undefined],
    ['an extra cost', statement([line({ amount: -500n })]), undefined],
    ['another sum', statement([line()], { amount: 501n }), 'does-not-add-up'],
    ['a line twice', statement([line(), line({ amount: 1n })]), 'repeated-line'],
    ['more than there is', statement([line({ amount: 10n ** 15n + 1n })]), 'out-of-range'],
    ['a line of nothing', statement([line({ amount: 0n })]), 'out-of-range'],
  ])('with %s', (_what, said, fault) => expect(faultOfStatement(said, [])).toBe(fault));

  it('is another one under the number of one that is known', () => {
    expect(faultOfStatement(statement([line()]), [named(1, 'b')])).toBe('other-figures-before');
    expect(faultOfStatement(statement([line()]), [named(1, 'a'), named(2, 'b')])).toBeUndefined();
  });

  it.each([
    ['its own departments, region and state', ['municipality:0657/social', 'region:midtjylland', 'state'], undefined],
    ['its purse as a whole', ['municipality:0657'], undefined],
    ['another municipality', ['municipality:0751/social'], 'not-our-purse'],
    ['a municipality that begins alike', ['municipality:06570'], 'not-our-purse'],
    ['a region that there is not', ['region:atlantis'], 'not-our-purse'],
    ['a fund', ['fund:dsi'], 'not-our-purse'],
    ['another state', ['state:sweden'], 'not-our-purse'],
  ])('tells a municipality of %s', (_whose, purses, fault) =>
    expect(faultInContract(statement(purses.map((purse) => line({ purse }))), 'aarhus', home)).toBe(fault),
  );

  it('is of who leads the contract, in its currency', () => {
    const said = statement([line()]);
    expect(faultInContract(said, 'viborg', home)).toBe('not-from-the-home');
    expect(faultInContract(said, 'aarhus', { ...home, home: null })).toBe('not-from-the-home');
    expect(faultInContract({ ...said, currency: 'SEK' }, 'aarhus', home)).toBe('other-currency');
  });
});

describe('of several statements', () => {
  it('the one with the highest number stands, in whatever order they come', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }), (numbers) => {
        expect(standing(numbers.map((number) => named(number, `${number}`)))?.number).toBe(Math.max(...numbers));
      }),
    ));
  it('the next goes past all that was said, and all that the partner holds', () => {
    expect(nextNumber([], [])).toBe(1);
    expect(nextNumber([named(2, 'b')], [named(7, 'x'), null])).toBe(8);
  });
  it('one that the partner holds and home does not know was forgotten', () => {
    expect(isForgotten(named(2, 'b'), [named(2, 'b'), named(3, 'c')])).toBe(false);
    expect(isForgotten(named(2, 'x'), [named(2, 'b')])).toBe(true);
    expect(isForgotten(null, [])).toBe(false);
  });
});
