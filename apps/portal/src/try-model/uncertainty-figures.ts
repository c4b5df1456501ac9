import type { Uncertainty } from '@ringvirkning/benefits-api';
import { multiplyRounded } from '@ringvirkning/kernel';

/** In place of a purse: all of them together. */
export const ALL_PURSES = '';

/** The inputs as one purse feels them, or all purses together: the widest first, those without effect left out. */
export function endsFor({ inputs }: Pick<Uncertainty, 'inputs'>, purse: string) {
  const nothing = { low: '0', high: '0' };
  const width = ({ low, high }: { low: string; high: string }): bigint => {
    const difference = BigInt(high) - BigInt(low);
    return difference < 0n ? -difference : difference;
  };
  return inputs
    .map((input) => {
      const { low, high } = purse === ALL_PURSES ? input : (input.silos.find(({ silo }) => silo === purse) ?? nothing);
      return { input, low, high };
    })
    .filter((each) => each.low !== '0' || each.high !== '0')
    .sort((a, b) => (width(a) === width(b) ? 0 : width(a) > width(b) ? -1 : 1));
}

/** An amount of all outcomes as the amount of one, rounded to the minor unit; for reading only, the test is made on the whole. */
export const perOutcome = (amount: string, count: number): string =>
  count === 0 ? amount : multiplyRounded(BigInt(amount), 1n, BigInt(count)).toString();
