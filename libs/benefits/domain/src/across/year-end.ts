/** What two municipalities have booked of the settlements between them for a budget year, side by side, so that both finance directors sign the same. */
import { digestOf, sum, type Currency } from '@ringvirkning/kernel';
import { authorityOf } from '../uncertainty/payers-value.js';

/** What a final settlement moved out of a purse (below 0: into it) in a budget year, as an instance has booked it; minor units. */
export interface BookedMove {
  readonly code: string;
  readonly no: number;
  /** Digest of the settlement, which both work out for themselves. */
  readonly settlement: string;
  readonly silo: string;
  readonly year: number;
  readonly amount: bigint;
}

/** What a sheet is about; the same for both. */
export interface YearEndOf {
  readonly contractId: string;
  readonly year: number;
  readonly currency: Currency;
}

/** One municipality's side, by the books of the instance that tells it. */
export interface YearEndSide {
  /** `municipality:0657` */
  readonly authority: string;
  /** Given less got; over both sides it is nothing. */
  readonly amount: bigint;
  readonly moves: readonly BookedMove[];
  readonly digest: string;
}

const keyOf = ({ code, no, settlement, silo, year }: BookedMove): string =>
  JSON.stringify([code, no, settlement, silo, year]);

/** Moves of the same settlement, purse and year are one; those that come to nothing are none. */
function folded(moves: readonly BookedMove[]): BookedMove[] {
  return [...Map.groupBy(moves, keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, of]) => ({ ...of[0]!, amount: sum(of.map(({ amount }) => amount)) }))
    .filter(({ amount }) => amount !== 0n);
}

/** The side of a municipality. Books that hold the same have the same digest (SHA-256 of canonical JSON), whoever works it out and in whatever order. */
export function yearEndSide(of: YearEndOf, authority: string, booked: readonly BookedMove[]): YearEndSide {
  const moves = folded(booked.filter(({ silo, year }) => authorityOf(silo) === authority && year === of.year));
  const lines = moves.map((move) => [keyOf(move), move.amount.toString()]);
  return {
    authority,
    amount: sum(moves.map(({ amount }) => amount)),
    moves,
    digest: digestOf({ format: 'ringvirkning-year-end/1', ...of, authority, lines }),
  };
}

/** What one of two has booked otherwise than the other. */
export interface YearEndDifference extends Omit<BookedMove, 'amount'> {
  readonly ours: bigint;
  readonly theirs: bigint;
}

/** What differs between two municipalities' sheets of the same year: nothing when their digests are the same. */
export function yearEndDifferences(ours: readonly YearEndSide[], theirs: readonly YearEndSide[]): YearEndDifference[] {
  const booked = (sides: readonly YearEndSide[]) =>
    new Map(folded(sides.flatMap(({ moves }) => moves)).map((move) => [keyOf(move), move]));
  const [here, there] = [booked(ours), booked(theirs)];
  return [...new Set([...here.keys(), ...there.keys()])].sort().flatMap((key) => {
    const { amount: _, ...move } = (here.get(key) ?? there.get(key))!;
    const difference = { ...move, ours: here.get(key)?.amount ?? 0n, theirs: there.get(key)?.amount ?? 0n };
    return difference.ours === difference.theirs ? [] : [difference];
  });
}
