import { fail, writtenAmount, writtenDate, type Currency } from '@ringvirkning/kernel';
import type { AccountFault, SteeringArea } from '@ringvirkning/reference';

const amounts = (currency: Currency) => ({
  da: (minor: bigint): string => writtenAmount(minor, currency, 'da-DK'),
  en: (minor: bigint): string => writtenAmount(minor, currency, 'en-GB'),
});

export const anotherYear = (budgetYear: number, first: number, last: number) =>
  fail.rule(
    'contracts.another-year',
    `Kontrakten betaler ikke i budgetåret ${budgetYear}: den løber fra ${first} til ${last}.`,
    `The contract does not pay in the budget year ${budgetYear}: it runs from ${first} to ${last}.`,
    {
      params: { budgetYear, first, last },
      whatToDo: {
        da: 'Vælg et af kontraktens år; det, der er tilbage efter det sidste, kan overføres til året efter.',
        en: 'Choose one of its years; what is left after the last can be carried over to the year after.',
      },
    },
  );

export function amountAbsurd(most: bigint, currency: Currency) {
  const { da, en } = amounts(currency);
  return fail.invalid(
    'contracts.amount-absurd',
    `Højst ${da(most)} kan bevilges til en kontrakt i et år. Er der tastet for mange cifre?`,
    `${en(most)} at most can be appropriated for a contract in a year. Were too many digits typed?`,
  );
}

export const unknownArea = (area: string) =>
  fail.invalid(
    'contracts.unknown-area',
    `»${area}« er ikke et styringsområde. Skriv service, transfers (overførsler) eller construction (anlæg).`,
    `“${area}” is no steering area. Write service, transfers or construction.`,
  );

const FAULTS: Readonly<Record<AccountFault['code'], readonly [string, string]>> = {
  length: ['en kontostreng har 16 cifre', 'an account has 16 digits'],
  'main-account': [
    'hovedkontoen skal være 0–8: status budgetteres ikke',
    'the main account must be 0–8: the balance sheet is not budgeted',
  ],
  kind: ['dranst skal være 1–7', 'the kind (dranst) must be 1–7'],
  ownership: ['ejerforhold skal være 1–4', 'the ownership must be 1–4'],
  'not-together': [
    'denne dranst findes ikke på hovedkontoen',
    'this kind (dranst) does not stand with the main account',
  ],
};

/** Every fault, with the digit it stands at. */
export const notAnAccount = (account: string, faults: readonly AccountFault[]) =>
  fail.invalid(
    'contracts.not-an-account',
    'Kontostrengen følger ikke den autoriserede kontoplan.',
    'The account does not follow the authorised chart of accounts.',
    {
      params: { account },
      errors: faults.map(({ code, digit }) => ({
        code: `contracts.account-${code}`,
        da: `Ciffer ${digit}: ${FAULTS[code][0]}.`,
        en: `Digit ${digit}: ${FAULTS[code][1]}.`,
      })),
    },
  );

const AREAS: Readonly<Record<SteeringArea, string>> = {
  service: 'service',
  transfers: 'overførsler',
  construction: 'anlæg',
};

export const otherArea = (account: string, area: SteeringArea) =>
  fail.rule(
    'contracts.other-area',
    `Kontostrengen hører ikke til ${AREAS[area]}: anlæg har dranst 3, service og overførsler dranst 1 eller 2.`,
    `The account is not one of ${area}: construction has the kind (dranst) 3, service and transfers 1 or 2.`,
    { params: { account, area } },
  );

export const notDecided = () =>
  fail.rule(
    'contracts.not-decided',
    'En tillægsbevilling eller overførsel mellem budgetår skal være besluttet: skriv hvem, hvornår og sagsnummeret.',
    'A supplementary appropriation or a carry-over must have been decided: write by whom, when, and the case number.',
  );

export function notFinanced(amount: bigint, financed: bigint, currency: Currency) {
  const { da, en } = amounts(currency);
  return fail.rule(
    'contracts.not-financed',
    `En tillægsbevilling skal angive sin finansiering (kommunestyrelsesloven § 40): ${da(amount)} skal dækkes, og ${da(financed)} er angivet.`,
    `A supplementary appropriation names its financing (kommunestyrelsesloven § 40): ${en(amount)} must be covered, and ${en(financed)} is named.`,
    {
      whatToDo: {
        da: 'Skriv, hvor pengene tages fra, fx kassebeholdningen eller en anden bevilling, til beløbet stemmer.',
        en: 'Write where the money is taken from, e.g. liquid assets or another appropriation, until it adds up.',
      },
    },
  );
}

export const decidedLater = (on: string, today: string) =>
  fail.rule(
    'contracts.decided-later',
    `Beslutningen er dateret ${writtenDate(on, 'da-DK')}, og i dag er ${writtenDate(today, 'da-DK')}: registrér den, når den er truffet.`,
    `The decision is dated ${writtenDate(on, 'en-GB')}, and today is ${writtenDate(today, 'en-GB')}: record it when it has been made.`,
  );

export const noReason = () =>
  fail.invalid(
    'contracts.no-reason',
    'Skriv, hvorfor bevillingen rettes.',
    'Write why the appropriation is corrected.',
  );

export function belowSpent(year: {
  readonly budgetYear: number;
  readonly before: bigint;
  readonly spent: bigint;
  readonly currency: Currency;
}) {
  const { budgetYear, before, spent } = year;
  const { da, en } = amounts(year.currency);
  return fail.rule(
    'contracts.below-spent',
    `Så meget er ikke tilbage: i budgetåret ${budgetYear} er ${da(before)} bevilget og ${da(spent)} anvist.`,
    `So much is not left: in the budget year ${budgetYear}, ${en(before)} is appropriated and ${en(spent)} authorised.`,
    {
      params: { budgetYear },
      whatToDo: { da: 'Vælg højst det, der er tilbage.', en: 'Choose no more than is left.' },
    },
  );
}

export function belowCommitted(year: {
  readonly budgetYear: number;
  readonly left: bigint;
  readonly committed: bigint;
  readonly currency: Currency;
}) {
  const { budgetYear, left, committed } = year;
  const { da, en } = amounts(year.currency);
  return fail.rule(
    'contracts.below-committed',
    `I budgetåret ${budgetYear} er der så bevilget ${da(left)} ${year.currency}, og kontrakten kan koste ${da(committed)} ${year.currency}.`,
    `In the budget year ${budgetYear}, ${year.currency} ${en(left)} is appropriated then, and the contract may cost ${year.currency} ${en(committed)}.`,
    {
      params: { budgetYear },
      whatToDo: {
        da: 'Tag mindre tilbage, eller bekræft, at kommunen ved, at forpligtelsen ikke er dækket.',
        en: 'Take less back, or confirm that the municipality knows that the commitment is not covered.',
      },
    },
  );
}

export const yearNotBegun = (budgetYear: number) =>
  fail.rule(
    'contracts.year-not-begun',
    `Budgetåret ${budgetYear} er ikke begyndt; der er intet at overføre endnu.`,
    `The budget year ${budgetYear} has not begun; there is nothing to carry over yet.`,
  );

export const nothingToCarry = (budgetYear: number) =>
  fail.rule(
    'contracts.nothing-to-carry',
    `Der er ikke bevilget så meget i budgetåret ${budgetYear}.`,
    `Less than that is appropriated in the budget year ${budgetYear}.`,
  );
