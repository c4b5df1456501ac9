import { fail } from '@ringvirkning/kernel';

/** @param what the claim or the kind of outcome of which the books hold something else than its valuation. */
export const booksDiffer = (contract: string, what: string) =>
  fail.conflict(
    'benefits.books-differ',
    `Bøgerne for kontrakten ${contract} siger noget andet om ${what} end dens værdisætning. Intet er bogført.`,
    `The books of the contract ${contract} say something else of ${what} than its valuation. Nothing is booked.`,
    {
      params: { contract, what },
      whatToDo: {
        da: 'Kør "ringvirkning verify", og lad den, der driver systemet, finde årsagen, før der bogføres videre.',
        en: 'Run "ringvirkning verify", and have whoever operates the system find the cause before more is booked.',
      },
    },
  );
