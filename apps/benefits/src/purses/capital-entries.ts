import type { Cell } from '@ringvirkning/benefits-domain';
import { least, sum, yearOf, type LocalDate } from '@ringvirkning/kernel';
import type { LedgerLine, NewEntry } from '@ringvirkning/ledger';
import type { CapitalRecorded } from '@ringvirkning/payments-api';
import type { Contract } from './contract.js';
import { ACCOUNTS, placedHere, purse, type Booking, type Commitment } from './entries.js';

export const capitalFactKey = (factId: string): string => `capital-fact:${factId}`;

/** What stands of a record: its movements. */
export type CapitalFact = Pick<CapitalRecorded, 'factId' | 'movements'>;
type Movement = CapitalFact['movements'][number];

/** Who invested by a movement: new money is its provider's; a guarantee that is called takes the place of what it covers. */
function investedBy({ kind, capital, amount, on, from }: Movement): Commitment[] {
  const [party, invested] = [partyIn(capital), BigInt(amount)];
  if (kind === 'paid-in') return [{ party, on, amount: invested }];
  if (kind !== 'guarantee' || from === undefined) return [];
  return [
    { party: partyIn(from), on, amount: invested },
    { party, on, amount: -invested },
  ];
}

/** The name of a capital begins with its party. */
const partyIn = (capital: string): string => capital.slice(0, capital.indexOf('/'));

/** What a fact says that was invested, by those whose purses are kept here; null when that is nothing. */
export function bookCapitalFact(contract: Contract, { factId, movements }: CapitalFact): Booking | null {
  const known = new Set(contract.parties.map(({ id }) => id));
  const invested = movements.flatMap(investedBy).filter(({ party }) => known.has(party));
  const placed = placedHere(contract, invested);
  if (placed.length === 0) return null;
  const lines: LedgerLine[] = placed.map(({ silo, party, amount, on }) => ({
    ...{ account: ACCOUNTS.invested, amount, currency: contract.currency, party, ...purse(silo) },
    budgetYear: yearOf(on),
  }));
  const total = sum(placed.map(({ amount }) => amount));
  const other: LedgerLine = { account: ACCOUNTS.capital, amount: -total, currency: contract.currency };
  const entry: NewEntry = {
    ...{ key: capitalFactKey(factId), kind: 'capital', contractId: contract.contractId },
    ...{ effectiveOn: placed[0]!.on, source: factId },
    lines: total === 0n ? lines : [...lines, other],
  };
  return { entry, silos: placed.map(({ silo }) => silo) };
}

/** What of each party's plan is still to be drawn after these facts, the earliest instalments first; an instalment whose day has passed is to be drawn today. */
export function stillToDraw(
  commitments: readonly Commitment[],
  facts: readonly CapitalFact[],
  today: LocalDate,
): Commitment[] {
  const drawn = new Map<string, bigint>();
  for (const { kind, capital, amount } of facts.flatMap(({ movements }) => movements))
    if (kind === 'paid-in' || kind === 'reinvested')
      drawn.set(partyIn(capital), (drawn.get(partyIn(capital)) ?? 0n) + BigInt(amount));
  return [...commitments]
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .flatMap(({ party, on, amount }) => {
      const covered = drawn.get(party) ?? 0n;
      const part = least(covered, amount);
      drawn.set(party, covered - part);
      return part === amount ? [] : [{ party, on: on < today ? today : on, amount: amount - part }];
    });
}

/** Commitments as cells of what is invested. */
export const investedCells = (contract: Contract, commitments: readonly Commitment[]): Cell[] =>
  placedHere(contract, commitments).map(({ silo, on, amount }) => ({
    ...{ figure: 'invested', contractId: contract.contractId, silo: silo.key, budgetYear: yearOf(on), amount },
    ...{ steeringArea: null, cashable: null, basis: null, people: null },
  }));
