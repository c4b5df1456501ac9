import { digestOf, fail, type DomainError, type ErrorDetail, type Instant } from '@ringvirkning/kernel';
import { paysOneself, samePerson } from '../errors.js';
import { paysThemselves, signature, type Parties, type Signature, type Signer } from '../run.js';
import type { FinalAccount } from './account.js';

/** A step of two persons; only ever added. `no`: the settlements of a contract are numbered from 1. */
export interface FinalStep {
  readonly type: 'certified' | 'authorised';
  readonly no: number;
  readonly digest: string;
  readonly account: FinalAccount;
  readonly signature: Signature;
}

/** A contract's final account as it stands, what is against settling it, and the steps that were taken, oldest first. */
export interface FinalBook {
  readonly account: FinalAccount;
  readonly reasons: readonly ErrorDetail[];
  readonly steps: readonly FinalStep[];
  readonly terms: Parties;
}

/** `open`: something is against it; `ready`: nobody has certified what stands; `settled`: it is, and nothing was paid since. */
export type FinalStatus = 'open' | 'ready' | 'certified' | 'settled';

/** SHA-256 of the account's canonical JSON. */
export const accountDigest = (account: FinalAccount): string => digestOf(account);

/** The last settlement that two persons have signed. */
export const lastFinal = (steps: readonly FinalStep[]): FinalStep | undefined =>
  steps.findLast(({ type }) => type === 'authorised');

/** What a first person has certified and a second has yet to authorise, as long as it stands. */
export function finalToAuthorise({ account, steps }: Pick<FinalBook, 'account' | 'steps'>): FinalStep | undefined {
  const last = steps.at(-1);
  return last?.type === 'certified' && last.digest === accountDigest(account) ? last : undefined;
}

export function finalStatus(book: FinalBook): FinalStatus {
  const settled = lastFinal(book.steps);
  if (settled && settled.account.upto === book.account.upto) return 'settled';
  if (book.reasons.length > 0) return 'open';
  return finalToAuthorise(book) ? 'certified' : 'ready';
}

/**
 * First person: certifies the account that was shown. What is paid after a contract was settled (an outcome that proved wrong) makes another settlement.
 * @param shown Digest of what the person has read.
 * @throws DomainError `payments.settled-already`, `payments.not-settleable` with every reason, `payments.settlement-differs`, `payments.pays-oneself`
 */
export function certifyFinal(book: FinalBook, shown: string, by: Signer, now: Instant): FinalStep {
  mustBeSettleable(book, by);
  const digest = accountDigest(book.account);
  if (shown !== digest) throw settlementDiffers();
  const no = (lastFinal(book.steps)?.no ?? 0) + 1;
  return { type: 'certified', no, digest, account: book.account, signature: signature(by, now) };
}

/** Second person. @throws as {@link certifyFinal}; `payments.settlement-not-certified` also when something has changed since; `payments.same-person` */
export function authoriseFinal(book: FinalBook, by: Signer, now: Instant): FinalStep {
  mustBeSettleable(book, by);
  const certified = finalToAuthorise(book);
  if (!certified) throw notCertified();
  if (certified.signature.by === by.subject) throw samePerson();
  return { ...certified, type: 'authorised', signature: signature(by, now) };
}

function mustBeSettleable(book: FinalBook, by: Signer): void {
  const settled = lastFinal(book.steps);
  if (settled && finalStatus(book) === 'settled') throw settledAlready(settled);
  if (book.reasons.length > 0) throw notSettleable(book.reasons);
  const payments = book.account.payments.map(({ authorised, ...between }) => ({ ...between, amount: authorised }));
  if (paysThemselves(payments, by, book.terms)) throw paysOneself();
}

const settledAlready = ({ signature: { name, at } }: FinalStep): DomainError =>
  fail.conflict(
    'payments.settled-already',
    `Kontrakten er gjort op af ${name}, og intet er betalt siden.`,
    `The contract was settled by ${name}, and nothing was paid since.`,
    { params: { at } },
  );

const notSettleable = (errors: readonly ErrorDetail[]): DomainError =>
  fail.rule(
    'payments.not-settleable',
    'Kontrakten kan ikke gøres endeligt op endnu.',
    'The contract cannot be settled for good yet.',
    {
      errors,
      whatToDo: {
        da: 'Gør det færdigt, der står, og kom tilbage til slutopgørelsen.',
        en: 'Complete what is named, and come back to the final settlement.',
      },
    },
  );

const settlementDiffers = (): DomainError =>
  fail.conflict(
    'payments.settlement-differs',
    'Slutopgørelsen er ikke den, du har set: der er sket noget imens.',
    'The final settlement is not the one you have seen: something has happened meanwhile.',
    { whatToDo: { da: 'Hent siden igen, læs den, og attestér så.', en: 'Load the page again, read it, and certify.' } },
  );

const notCertified = (): DomainError =>
  fail.conflict(
    'payments.settlement-not-certified',
    'Slutopgørelsen, som den ser ud nu, er ikke attesteret.',
    'The final settlement as it stands is not certified.',
    { whatToDo: { da: 'Bed en kollega om at attestere den.', en: 'Ask a colleague to certify it.' } },
  );
