import type { Currency, Sentence } from '@ringvirkning/kernel';
import type { Step, UnpaidReason } from '../types.js';

/** Written out here and not by the platform, so that every machine says the same. */
const SYMBOL: Record<Currency, { da: string; en: string }> = {
  DKK: { da: '# kr.', en: 'DKK #' }, GBP: { da: '# GBP', en: '£#' }, EUR: { da: '# EUR', en: '€#' }, SEK: { da: '# SEK', en: 'SEK #' }, NOK: { da: '# NOK', en: 'NOK #' }, USD: { da: '# USD', en: '$#' },
};

/** Minor units as money a person reads; without decimals when they are zero. */
export function moneyText(amount: bigint, currency: Currency): Sentence {
  const magnitude = amount < 0n ? -amount : amount;
  const whole = (magnitude / 100n).toString();
  const cents = magnitude % 100n;
  const write = (thousands: string, point: string): string =>
    `${amount < 0n ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, thousands)}${cents ? `${point}${cents.toString().padStart(2, '0')}` : ''}`;
  return { da: SYMBOL[currency].da.replace('#', () => write('.', ',')), en: SYMBOL[currency].en.replace('#', () => write(',', '.')) };
}

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

export const excessSentence = (step: Step, amount: bigint, currency: Currency, name?: Sentence): Sentence => {
  const text = moneyText(amount, currency);
  return { da: `${text.da} betales ikke: ${name?.da ?? STEP_WORDS[step].da}.`, en: `${text.en} is not paid: ${name?.en ?? STEP_WORDS[step].en}.` };
};

/** «12 × 20.000 kr. = 240.000 kr.; betales 200.000 kr., 40.000 kr. betales ikke: loft pr. person.» */
export function lineSentence(
  line: { name: Sentence; followUp?: Sentence; claims: number; people: number; quantity: string; each?: bigint; rule: Sentence; gross: bigint; payable: bigint; excess: readonly { sentence: Sentence }[] },
  currency: Currency,
): Sentence {
  const say = (language: 'da' | 'en'): string => {
    const money = (amount: bigint): string => moneyText(amount, currency)[language];
    const title = line.followUp ? `${line.name[language]}, ${line.followUp[language]}` : line.name[language];
    const people = language === 'da' ? `${line.people} ${line.people === 1 ? 'person' : 'personer'}` : `${line.people} ${line.people === 1 ? 'person' : 'people'}`;
    const sum = line.each !== undefined && line.claims > 0
      ? `${line.claims} × ${money(line.each)} = ${money(line.gross)}`
      : `${language === 'da' ? localNumber(line.quantity) : line.quantity} → ${money(line.gross)}`;
    const cut = line.excess.map((excess) => excess.sentence[language]).join(' ');
    const paid = line.excess.length > 0 ? ` ${language === 'da' ? 'Betales' : 'Paid'}: ${money(line.payable)}. ${cut}` : '';
    return `${title}${line.people > 0 ? ` (${people})` : ''}: ${sum} (${line.rule[language]}).${paid}`;
  };
  return { da: say('da'), en: say('en') };
}

const localNumber = (text: string): string => text.replace('.', ',');

export const RULE_WORDS: Record<string, Sentence> = {
  'per-claim': { da: 'pris pr. resultat', en: 'price per claim' },
  'per-unit': { da: 'pris pr. enhed', en: 'price per unit' },
  'per-time': { da: 'pris pr. tidsenhed', en: 'price per unit of time' },
  steps: { da: 'trintabel', en: 'step table' },
  interpolated: { da: 'tabel med rette linjer mellem punkterne', en: 'table with straight lines between points' },
  tranches: { da: 'andel af beløbet i trancher', en: 'share of the amount in tranches' },
  floor: { da: 'garanteret mindstebeløb', en: 'guaranteed minimum' },
};
