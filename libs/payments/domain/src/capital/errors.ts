import { fail, writtenAmount, writtenDate, type Currency, type DomainError } from '@ringvirkning/kernel';

export const raise = (error: DomainError): never => {
  throw error;
};

const written = (amount: bigint, currency: Currency) => ({
  da: writtenAmount(amount, currency, 'da-DK'),
  en: writtenAmount(amount, currency, 'en-GB'),
});

export const noCapital = (): DomainError =>
  fail.rule(
    'payments.no-capital',
    'Kontraktens vilkår har ingen kapital.',
    'The terms of the contract have no capital.',
    { whatToDo: { da: 'Vælg en anden kontrakt.', en: 'Choose another contract.' } },
  );

export const unknownCapital = (capital: string): DomainError =>
  fail.invalid('payments.capital-unknown', 'Vilkårene har ikke den kapital.', 'The terms do not have this capital.', {
    params: { capital },
    whatToDo: { da: 'Vælg en af kontraktens.', en: 'Choose one of the contract.' },
  });

export const amountNotPositive = (): DomainError =>
  fail.invalid('payments.capital-not-positive', 'Beløbet skal være større end nul.', 'The amount must be above zero.');

export const dayToCome = (on: string, today: string): DomainError =>
  fail.rule(
    'payments.capital-day-to-come',
    `Dagen ${writtenDate(on, 'da-DK')} ligger efter i dag (${writtenDate(today, 'da-DK')}). Der registreres kun, hvad der er sket.`,
    `The day ${writtenDate(on, 'en-GB')} lies after today (${writtenDate(today, 'en-GB')}). Only what has happened is recorded.`,
    {
      params: { on, today },
      whatToDo: { da: 'Registrér det, når det er sket.', en: 'Record it when it has happened.' },
    },
  );

export const dayBehind = (on: string, last: string): DomainError =>
  fail.rule(
    'payments.capital-day-behind',
    `Dagen ${writtenDate(on, 'da-DK')} ligger før det, der senest er registreret (${writtenDate(last, 'da-DK')}).`,
    `The day ${writtenDate(on, 'en-GB')} lies before what was recorded last (${writtenDate(last, 'en-GB')}).`,
    {
      params: { on, last },
      whatToDo: {
        da: 'Tilbagekald det senere først, og registrér så begge i rækkefølge.',
        en: 'Withdraw the later one first, then record both in order.',
      },
    },
  );

export const referenceUsed = (reference: string): DomainError =>
  fail.conflict(
    'payments.capital-reference-used',
    'Referencen står allerede på en anden registrering.',
    'The reference stands on another record already.',
    { params: { reference }, whatToDo: { da: 'Se efter i listen.', en: 'Look it up in the list.' } },
  );

export const beyondCommitted = (left: bigint, currency: Currency): DomainError =>
  fail.rule(
    'payments.capital-beyond-committed',
    `Der er kun givet tilsagn om ${written(left, currency).da} mere.`,
    `Only ${written(left, currency).en} more is committed.`,
    {
      params: { left: left.toString() },
      whatToDo: { da: 'Ret beløbet, eller ændr vilkårene.', en: 'Correct the amount, or amend the terms.' },
    },
  );

export const beyondOwed = (owed: bigint, currency: Currency): DomainError =>
  fail.rule(
    'payments.capital-beyond-owed',
    `Investorerne har kun ${written(owed, currency).da} til gode den dag, afkast medregnet.`,
    `The investors are owed only ${written(owed, currency).en} on that day, return included.`,
    {
      params: { owed: owed.toString() },
      whatToDo: { da: 'Registrér højst det.', en: 'Record at most that.' },
    },
  );

export const runNotAuthorised = (): DomainError =>
  fail.rule(
    'payments.capital-run-not-authorised',
    'Kørslen er ikke en anvist kørsel i kontrakten.',
    'The run is no authorised run of the contract.',
    { whatToDo: { da: 'Vælg en anvist kørsel.', en: 'Choose an authorised run.' } },
  );

export const beyondReceived = (left: bigint, currency: Currency): DomainError =>
  fail.rule(
    'payments.capital-beyond-received',
    `Af det, der er anvist til dem, der tilbagebetaler kapitalen, er ${written(left, currency).da} ikke givet videre.`,
    `Of what is authorised to those who repay the capital, ${written(left, currency).en} is not passed on.`,
    { params: { left: left.toString() }, whatToDo: { da: 'Registrér højst det.', en: 'Record at most that.' } },
  );

export const beyondGuarantee = (callable: bigint, currency: Currency): DomainError =>
  fail.rule(
    'payments.capital-beyond-guarantee',
    `Garantien kan højst trækkes for ${written(callable, currency).da} den dag.`,
    `The guarantee can be called for ${written(callable, currency).en} at most on that day.`,
    { params: { callable: callable.toString() }, whatToDo: { da: 'Ret beløbet.', en: 'Correct the amount.' } },
  );

export const beyondOutstanding = (outstanding: bigint, currency: Currency): DomainError =>
  fail.rule(
    'payments.capital-beyond-outstanding',
    `Der er kun ${written(outstanding, currency).da} udestående.`,
    `Only ${written(outstanding, currency).en} is outstanding.`,
    { params: { outstanding: outstanding.toString() }, whatToDo: { da: 'Ret beløbet.', en: 'Correct the amount.' } },
  );
