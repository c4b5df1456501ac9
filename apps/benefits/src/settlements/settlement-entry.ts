import type { Agreement, Silo } from '@ringvirkning/benefits-domain';
import { dateInDenmark, parseMinor, type Instant } from '@ringvirkning/kernel';
import type { LedgerLine } from '@ringvirkning/ledger';
import { ACCOUNTS, purse, type Booking } from '../purses/entries.js';
import type { StoredSettlement } from '../persistence/settlement.store.js';

const siloOfSide = ({ silo, name }: Agreement['sides'][number]): Silo => ({
  key: silo,
  treasury: silo.split(':')[0] as Silo['treasury'],
  department: silo.split('/')[1] ?? null,
  name,
});

/** Of the entry that books a final settlement. */
export const settlementKey = ({ id }: Pick<StoredSettlement, 'id'>): string => `settlement:${id}`;

/** Per pair of sides and budget year, what a settlement moves; minor units. */
function movedByYear({ result }: StoredSettlement) {
  const moved = new Map<string, { from: string; to: string; year: number; amount: bigint }>();
  for (const { from, to, year, amount } of result.due) {
    const key = `${from} ${to} ${year}`;
    moved.set(key, { from, to, year, amount: (moved.get(key)?.amount ?? 0n) + parseMinor(amount) });
  }
  return [...moved.values()].filter(({ amount }) => amount !== 0n);
}

/**
 * What a final settlement moved, in the budget years whose benefits it shared.
 * @param elsewhere the purse of the other municipality (`municipality:0657`), which books its own sides
 * @returns null when it moves nothing (a change of frames only).
 */
export function bookSettlement(
  settlement: StoredSettlement,
  agreement: Agreement,
  at: Instant,
  elsewhere?: string,
): Booking | null {
  const account = (silo: Silo, here: string) =>
    silo.key.split('/')[0] === elsewhere ? ACCOUNTS.settlementElsewhere : here;
  const silos = new Map(agreement.sides.map((side) => [side.id, siloOfSide(side)]));
  const lines = movedByYear(settlement).flatMap(({ from, to, year, amount }): LedgerLine[] => {
    const common = { currency: agreement.currency, budgetYear: year };
    const [giver, taker] = [silos.get(from)!, silos.get(to)!];
    return [
      { account: account(giver, ACCOUNTS.settlementGiven), amount, ...common, ...purse(giver) },
      { account: account(taker, ACCOUNTS.settlementReceived), amount: -amount, ...common, ...purse(taker) },
    ];
  });
  if (lines.length === 0) return null;
  return {
    entry: {
      key: settlementKey(settlement),
      kind: 'settlement',
      contractId: settlement.contractId,
      effectiveOn: dateInDenmark(at),
      source: settlement.id,
      lines,
    },
    silos: [...silos.values()],
  };
}
