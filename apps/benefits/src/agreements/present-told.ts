import type { AgreementSimulation } from '@ringvirkning/benefits-api';
import { booksOf, senseOfAgreement, type Agreement, type SharedFigure } from '@ringvirkning/benefits-domain';
import { parseMinor, sum } from '@ringvirkning/kernel';
import type { BenefitAgreementTold } from '@ringvirkning/partnership-api';

type Expected = BenefitAgreementTold['expected'];

const yearsOf = ({ period: { from, to } }: Agreement): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

/**
 * What who leads the contract expects an agreement to move, before anybody signs.
 * @param own figures of our own purses by our own books: the only ones that we can hold beside it
 */
export function presentTold(
  agreement: Agreement,
  expected: Expected,
  own: readonly SharedFigure[],
): AgreementSimulation {
  const books = booksOf(agreement, { figures: own, stated: [] }, 'expected');
  const moved = (way: 'from' | 'to', side: string, year: number): string =>
    String(
      sum(expected.filter((each) => each[way] === side && each.year === year).map(({ amount }) => parseMinor(amount))),
    );
  return {
    currency: agreement.currency,
    years: agreement.sides.flatMap(({ id }) =>
      yearsOf(agreement).map((year) => ({
        ...{ side: id, year, gained: String(books.gained(id, { from: year, to: year })) },
        ...{ gives: moved('from', id, year), gets: moved('to', id, year) },
      })),
    ),
    ...{ transfers: [], frames: [], missing: [], losing: [] },
    warnings: senseOfAgreement(agreement).map(({ da, en }) => ({ da, en })),
  };
}
