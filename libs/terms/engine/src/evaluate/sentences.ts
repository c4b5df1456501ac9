import type { Currency, Sentence } from '@ringvirkning/kernel';
import { moneyText, numberText, type Step, type UnpaidReason } from '@ringvirkning/terms-language';

const REASONS: Record<UnpaidReason, Sentence> = {
  'unknown-outcome': { da: 'kontrakten kender ikke resultatet', en: 'the contract does not know the outcome' },
  'unknown-follow-up': {
    da: 'opfølgningen mangler eller hører ikke til resultatet',
    en: 'the follow-up is missing or does not belong to the outcome',
  },
  'unknown-cohort': { da: 'kontrakten kender ikke årgangen', en: 'the contract does not know the cohort' },
  'unknown-group': { da: 'kontrakten kender ikke målgruppen', en: 'the contract does not know the group' },
  'no-participant': { da: 'der mangler en deltager', en: 'the participant is missing' },
  'invalid-date': { da: 'datoen findes ikke', en: 'the date does not exist' },
  'invalid-quantity': {
    da: 'mængden, eller en måling som resultatet hviler på, er ikke et gyldigt tal',
    en: 'the quantity, or a measurement that the outcome rests on, is not a valid number',
  },
  'outside-period': {
    da: 'datoen ligger uden for kontraktens periode',
    en: "the date lies outside the contract's period",
  },
  repeated: {
    da: 'resultatet er allerede talt med for samme person',
    en: 'the outcome has already been counted for the same person',
  },
  'not-eligible': {
    da: 'personen hører ikke til målgruppen eller årgangen',
    en: 'the person does not belong to the group or cohort',
  },
  'prerequisite-missing': {
    da: 'det, der skal være opfyldt først, mangler',
    en: 'what must be fulfilled first is missing',
  },
  'too-late': {
    da: 'fristen siden det, der skal være opfyldt først, er overskredet',
    en: 'the time limit since what must be fulfilled first has passed',
  },
  'excluded-by-fact': {
    da: 'et andet forhold udelukker resultatet, f.eks. at tilstanden fandtes ved henvisningen',
    en: 'another fact excludes the outcome, e.g. the state existed at referral',
  },
  'spell-broken': {
    da: 'den fulde periode er ikke gået, eller ikke gået siden en afbrydelse',
    en: 'the full period has not run, or not since a break',
  },
  'no-baseline': {
    da: 'der er ikke både en første og en senere måling at sammenligne',
    en: 'there is not both a first and a later measurement to compare',
  },
  'not-reached': {
    da: 'målet er ikke nået, eller en anden måling bekræfter det ikke',
    en: 'the goal is not reached, or another measurement does not confirm it',
  },
  'below-threshold': {
    da: 'værdien ligger under den grænse, hvorfra der betales',
    en: 'the value lies below the threshold from which it pays',
  },
  'not-yet-due': { da: 'værdien gøres først op senere', en: 'the value is settled later' },
  'measured-on-cohort': {
    da: 'resultatet opgøres for en gruppe og kan ikke kræves for den enkelte',
    en: 'the outcome is measured on a group and cannot be claimed for one',
  },
  'nothing-measured': {
    da: 'en måling, som resultatet hviler på, mangler, eller der er ingen at måle på',
    en: 'a measurement that the outcome rests on is missing, or there is nobody to measure',
  },
  'no-percentage': {
    da: 'procent eller et forhold kan ikke regnes af 0 eller mindre',
    en: 'per cent or a ratio cannot be computed of 0 or less',
  },
};

/** Of several claims, or (without a count) of one. */
export const unpaidSentence = (reason: UnpaidReason, count?: number): Sentence =>
  count === undefined
    ? { da: `Uden betaling: ${REASONS[reason].da}.`, en: `Without payment: ${REASONS[reason].en}.` }
    : { da: `${count} uden betaling: ${REASONS[reason].da}.`, en: `${count} without payment: ${REASONS[reason].en}.` };

const STEP_WORDS: Record<Exclude<Step, 'payer'>, Sentence> = {
  price: { da: 'betingelse i prisen eller stikprøve', en: 'condition in the price, or sample' },
  quantity: { da: 'loft over antal', en: 'quantity cap' },
  person: { da: 'loft pr. person', en: 'cap per person' },
  outcome: { da: 'loft for resultatet', en: 'outcome cap' },
  'budget-year': { da: 'loft for budgetåret', en: 'budget-year cap' },
  contract: { da: 'loft for kontrakten', en: 'contract cap' },
};

/** Texts one after the other. */
export const joined = (parts: readonly Sentence[], separator: string): Sentence => ({
  da: parts.map((part) => part.da).join(separator),
  en: parts.map((part) => part.en).join(separator),
});

/** Abbreviations such as «kr.» end a sentence with their own full stop. */
export const ended = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

/** «Betales ikke: 40.000 kr. (loft pr. person).» */
export const excessSentence = (step: Step, amount: bigint, currency: Currency, name?: Sentence): Sentence => {
  const text = moneyText(amount, currency);
  const words = name ?? STEP_WORDS[step as Exclude<Step, 'payer'>];
  return { da: `Betales ikke: ${text.da} (${words.da}).`, en: `Not paid: ${text.en} (${words.en}).` };
};

export interface LineWords {
  /** The outcome, and whatever else tells the line from others. */
  readonly names: readonly Sentence[];
  readonly people: number;
  /** What the amount comes from: claims and the price of each, or a quantity; undefined for a guaranteed minimum. */
  readonly basis:
    | { readonly claims: number; readonly each: bigint }
    | { readonly quantity: Sentence; readonly several: boolean }
    | undefined;
  readonly rule: Sentence;
  readonly gross: bigint;
  readonly payable: bigint;
  readonly excess: readonly { readonly sentence: Sentence }[];
}

/** «Selvmestring, 12 måneder (12 personer): 12 × 20.000 kr. = 240.000 kr. (20.000 kr. pr. 6 måneder). Betales: 200.000 kr. Betales ikke: 40.000 kr. (loft pr. person).» */
export const lineSentence = (line: LineWords, currency: Currency): Sentence => ({
  da: sayLine(line, currency, 'da'),
  en: sayLine(line, currency, 'en'),
});

function sayLine(
  { names, people, basis, rule, gross, payable, excess }: LineWords,
  currency: Currency,
  language: 'da' | 'en',
): string {
  const money = (amount: bigint): string => moneyText(amount, currency)[language];
  const who =
    people === 0
      ? ''
      : ` (${numberText(String(people))[language]} ${people === 1 ? 'person' : language === 'da' ? 'personer' : 'people'})`;
  const paid =
    excess.length === 0
      ? []
      : [
          ended(`${language === 'da' ? 'Betales' : 'Paid'}: ${money(payable)}`),
          ...excess.map(({ sentence }) => sentence[language]),
        ];
  return [`${joined(names, ', ')[language]}${who}: ${from()}${money(gross)} (${rule[language]}).`, ...paid].join(' ');

  function from(): string {
    if (!basis) return '';
    if ('claims' in basis) return `${numberText(String(basis.claims))[language]} × ${money(basis.each)} = `;
    return `${basis.quantity[language]} ${language === 'da' ? 'giver' : basis.several ? 'give' : 'gives'} `;
  }
}

export const FLOOR_WORDS: Sentence = { da: 'garanteret mindstebeløb', en: 'guaranteed minimum' };
