import type { Currency, Sentence } from '@ringvirkning/kernel';
import type { Step, UnpaidReason } from '../types.js';
import { moneyText, numberText } from './money-text.js';

const REASONS: Record<UnpaidReason, Sentence> = {
  'unknown-outcome': { da: 'kontrakten kender ikke resultatet', en: 'the contract does not know the outcome' },
  'unknown-follow-up': { da: 'opfølgningen hører ikke til resultatet', en: 'the follow-up does not belong to the outcome' },
  'unknown-cohort': { da: 'kontrakten kender ikke årgangen', en: 'the contract does not know the cohort' },
  'unknown-group': { da: 'kontrakten kender ikke målgruppen', en: 'the contract does not know the group' },
  'no-participant': { da: 'der mangler en deltager', en: 'the participant is missing' },
  'invalid-date': { da: 'datoen findes ikke', en: 'the date does not exist' },
  'invalid-quantity': { da: 'mængden er ikke et gyldigt tal', en: 'the quantity is not a valid number' },
  'outside-period': { da: 'datoen ligger uden for kontraktens periode', en: "the date lies outside the contract's period" },
  repeated: { da: 'resultatet er allerede talt med for samme person', en: 'the outcome has already been counted for the same person' },
  'not-eligible': { da: 'personen hører ikke til målgruppen eller årgangen', en: 'the person does not belong to the group or cohort' },
  'prerequisite-missing': { da: 'det resultat, der skal komme først, mangler', en: 'the outcome that must come first is missing' },
  'excluded-by-fact': { da: 'et andet forhold udelukker resultatet, f.eks. at tilstanden fandtes ved henvisningen', en: 'another fact excludes the outcome, e.g. the state existed at referral' },
  'spell-broken': { da: 'forløbet blev afbrudt, og den fulde periode er ikke gået siden', en: 'the spell was broken and the full period has not run since' },
  'no-baseline': { da: 'der mangler en første måling at sammenligne med', en: 'there is no first measurement to compare with' },
  'not-reached': { da: 'målet er ikke nået', en: 'the goal is not reached' },
  'below-threshold': { da: 'værdien ligger under den grænse, hvorfra der betales', en: 'the value lies below the threshold from which it pays' },
  'not-yet-due': { da: 'værdien gøres først op senere', en: 'the value is settled later' },
  'measured-on-cohort': { da: 'resultatet opgøres for en gruppe og kan ikke kræves for den enkelte', en: 'the outcome is measured on a group and cannot be claimed for one' },
  'nothing-measured': { da: 'der er ikke målt noget', en: 'nothing has been measured' },
};

export const unpaidSentence = (reason: UnpaidReason, count: number): Sentence => ({
  da: `${count} uden betaling: ${REASONS[reason].da}.`,
  en: `${count} without payment: ${REASONS[reason].en}.`,
});

const STEP_WORDS: Record<Step, Sentence> = {
  price: { da: 'betingelse i prisen', en: 'condition in the price' },
  quantity: { da: 'loft over antal', en: 'quantity cap' },
  person: { da: 'loft pr. person', en: 'cap per person' },
  outcome: { da: 'loft for resultatet', en: 'outcome cap' },
  'budget-year': { da: 'loft for budgetåret', en: 'budget-year cap' },
  contract: { da: 'loft for kontrakten', en: 'contract cap' },
  payer: { da: 'betalerens loft', en: "the payer's cap" },
};

const endedOnce = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

export const excessSentence = (step: Step, amount: bigint, currency: Currency, name?: Sentence): Sentence => {
  const text = moneyText(amount, currency);
  const words = name ?? STEP_WORDS[step];
  return { da: `${text.da} betales ikke: ${endedOnce(words.da)}`, en: `${text.en} is not paid: ${endedOnce(words.en)}` };
};

export interface LineWords {
  readonly name: Sentence;
  readonly followUp?: Sentence;
  readonly claims: number;
  readonly people: number;
  readonly quantity: string;
  /** What the quantity is, e.g. %; empty for claims. */
  readonly unit: string;
  readonly each?: bigint | undefined;
  readonly rule: Sentence;
  readonly gross: bigint;
  readonly payable: bigint;
  readonly excess: readonly { readonly sentence: Sentence }[];
}

/** «Selvmestring, 12 måneder (12 personer): 12 × 20.000 kr. = 240.000 kr. (20.000 kr. pr. 6 måneder). Betales: 200.000 kr. 40.000 kr. betales ikke: loft pr. person.» */
export const lineSentence = (line: LineWords, currency: Currency): Sentence => ({ da: sayLine(line, currency, 'da'), en: sayLine(line, currency, 'en') });

function sayLine(line: LineWords, currency: Currency, language: 'da' | 'en'): string {
  const money = (amount: bigint): string => moneyText(amount, currency)[language];
  const title = line.followUp ? `${line.name[language]}, ${line.followUp[language]}` : line.name[language];
  const people = line.people === 0 ? '' : ` (${line.people} ${line.people === 1 ? 'person' : language === 'da' ? 'personer' : 'people'})`;
  const quantity = `${numberText(line.quantity)[language]}${line.unit}`;
  const sum = line.each !== undefined ? `${line.claims} × ${money(line.each)} = ${money(line.gross)}` : `${quantity} → ${money(line.gross)}`;
  const cut = line.excess.map((excess) => excess.sentence[language]).join(' ');
  const paid = line.excess.length === 0 ? '' : ` ${language === 'da' ? 'Betales' : 'Paid'}: ${money(line.payable)}. ${cut}`;
  return `${title}${people}: ${sum} (${line.rule[language]}).${paid}`;
}

export const FLOOR_WORDS: Sentence = { da: 'garanteret mindstebeløb', en: 'guaranteed minimum' };
