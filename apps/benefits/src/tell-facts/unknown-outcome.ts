import { fail } from '@ringvirkning/kernel';

export const unknownOutcome = () =>
  fail.notFound(
    'benefits.unknown-outcome',
    'Kontrakten har intet gældende resultat med det nummer.',
    'The contract has no outcome in force by that id.',
  );
