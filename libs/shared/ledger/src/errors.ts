import { fail, type DomainError } from '@ringvirkning/kernel';

export const unbalanced = (key: string): DomainError =>
  fail.invalid(
    'ledger.not-balanced',
    `Posteringen ${key} går ikke op i nul.`,
    `The lines of entry ${key} do not sum to zero.`,
    { params: { key } },
  );

export const movesNothing = (key: string): DomainError =>
  fail.invalid(
    'ledger.moves-nothing',
    `Posteringen ${key} flytter ikke noget.`,
    `Entry ${key} moves nothing: it debits and credits the same account.`,
    { params: { key } },
  );

export const amountOutOfRange = (key: string): DomainError =>
  fail.invalid(
    'ledger.amount-out-of-range',
    `Et beløb i posteringen ${key} er nul eller for stort.`,
    `An amount of entry ${key} is zero or too large.`,
    { params: { key } },
  );

export const keyReused = (key: string): DomainError =>
  fail.conflict(
    'ledger.key-reused',
    `Nøglen ${key} er allerede bogført med et andet indhold.`,
    `The key ${key} is already booked with other content.`,
    { params: { key } },
  );

export const alreadyReversed = (): DomainError =>
  fail.conflict(
    'ledger.already-reversed',
    'Posteringen er allerede tilbageført.',
    'The entry has already been reversed.',
  );

export const unknownEntry = (key: string): DomainError =>
  fail.notFound('ledger.unknown-entry', `Posteringen ${key} findes ikke.`, `There is no entry ${key}.`, {
    params: { key },
  });

export const unknownField = (field: string): DomainError =>
  fail.invalid(
    'ledger.unknown-field',
    `Feltet ${field} findes ikke i regnskabet.`,
    `The ledger has no field ${field}.`,
    { params: { field } },
  );

export const wrongCursor = (): DomainError =>
  fail.invalid('ledger.wrong-cursor', 'Sidemærket er ugyldigt.', 'The page cursor is not valid.');
