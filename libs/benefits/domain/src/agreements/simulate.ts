import type { Agreement } from './agreement-schema.js';
import { evaluateAgreement, type Given, type Transfer } from './evaluate.js';
import { booksOf, type SharedFacts } from './figures.js';

/** A side in one year of a simulation; minor units. */
export interface SideYear {
  readonly side: string;
  readonly year: number;
  /** Realised and expected, as far as the agreement counts it. */
  readonly gained: bigint;
  readonly gives: bigint;
  readonly gets: bigint;
}

export interface Simulated extends Given {
  readonly years: readonly SideYear[];
  /** Sides that in the end give more than they gain, where the payer's value test does not stop them. */
  readonly losing: readonly string[];
}

const total = (transfers: readonly Transfer[], wanted: (transfer: Transfer) => boolean): bigint =>
  transfers.filter(wanted).reduce((sum, { amount }) => sum + amount, 0n);

/** What the agreement would give on realised and forecast figures over its whole period, before anybody signs. */
export function simulateAgreement(agreement: Agreement, facts: SharedFacts): Simulated {
  const { period, sides } = agreement;
  const given = evaluateAgreement(agreement, facts, period.to, 'expected');
  const books = booksOf(agreement, facts, 'expected');
  const span = Array.from({ length: period.to - period.from + 1 }, (_, i) => period.from + i);
  const years = sides.flatMap(({ id: side }) =>
    span.map((year): SideYear => {
      const inYear = given.transfers.filter((transfer) => transfer.year === year);
      return {
        side,
        year,
        gained: books.gained(side, { from: year, to: year }),
        gives: total(inYear, ({ from }) => from === side),
        gets: total(inYear, ({ to }) => to === side),
      };
    }),
  );
  const losing = sides
    .map(({ id }) => id)
    .filter((side) => {
      const own = years.filter((each) => each.side === side);
      const given = own.reduce((sum, { gives, gets }) => sum + gives - gets, 0n);
      return given > 0n && given > own.reduce((sum, { gained }) => sum + gained, 0n);
    });
  return { ...given, years, losing };
}
