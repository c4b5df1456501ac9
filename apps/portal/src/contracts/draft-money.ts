import type { Differences } from '@ringvirkning/contracts-api';

export type Figure = Differences['money'][number];

const RATES: ReadonlySet<Figure['measure']> = new Set(['irr', 'multiple']);
export const isRate = ({ measure }: Figure): boolean => RATES.has(measure);
export const hasChanged = ({ before, after }: Figure): boolean => before !== after;

/** What the newer version adds to a figure in money, minor units; undefined where the two cannot be subtracted: rates, different currencies, a ceiling that one has not. */
export function changeOf(figure: Figure, { before, after }: Differences['currency']): string | undefined {
  if (isRate(figure) || before !== after) return undefined;
  const isOpen = figure.measure === 'ceiling' && (figure.before === null || figure.after === null);
  return isOpen ? undefined : String(BigInt(figure.after ?? '0') - BigInt(figure.before ?? '0'));
}
