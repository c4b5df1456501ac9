import type { Sentence } from '@ringvirkning/kernel';

const word = (da: string, en: string): Sentence => ({ da, en });

/** What the fields of a terms document are called when people talk about them. A field without a word is named as it is written. */
const WORDS: Readonly<Record<string, Sentence>> = {
  ref: word('Reference', 'Reference'),
  title: word('Titel', 'Title'),
  description: word('Beskrivelse', 'Description'),
  intervention: word('Indsats', 'Intervention'),
  currency: word('Valuta', 'Currency'),
  priceLevelYear: word('Prisniveau', 'Price level'),
  period: word('Periode', 'Period'),
  rounding: word('Afrunding', 'Rounding'),
  parties: word('Part', 'Party'),
  claims: word('Indberetning', 'Claims'),
  verification: word('Verifikation', 'Verification'),
  signOffs: word('Underskrift', 'Sign-off'),
  followUps: word('Opfølgning', 'Follow-up'),
  cohorts: word('Årgang', 'Cohort'),
  groups: word('Målgruppe', 'Target group'),
  measures: word('Måling', 'Measure'),
  scales: word('Skala', 'Scale'),
  outcomes: word('Resultat', 'Outcome'),
  indexation: word('Regulering', 'Indexation'),
  floors: word('Garanteret mindstebetaling', 'Guaranteed minimum'),
  caps: word('Loft', 'Cap'),
  payers: word('Betalere', 'Payers'),
  parts: word('Betaler', 'Payer'),
  payees: word('Modtager', 'Payee'),
  capital: word('Kapital', 'Capital'),
  assumptions: word('Antagelse', 'Assumption'),
  sources: word('Kilde', 'Source'),
  name: word('Navn', 'Name'),
  kind: word('Slags', 'Kind'),
  organisation: word('Organisation', 'Organisation'),
  roles: word('Roller', 'Roles'),
  department: word('Afdeling', 'Department'),
  municipalityCode: word('Kommunekode', 'Municipality code'),
  objectionDays: word('Indsigelsesfrist i dage', 'Days to object'),
  evidence: word('Dokumentation', 'Evidence'),
  months: word('Måneder', 'Months'),
  weeks: word('Uger', 'Weeks'),
  interval: word('Interval i måneder', 'Interval in months'),
  planned: word('Planlagt antal', 'Planned count'),
  count: word('Antal', 'Count'),
  uplift: word('Tillæg til prisen', 'Added to the price'),
  deadweight: word('Ville være sket alligevel', 'Would have happened anyway'),
  share: word('Andel', 'Share'),
  price: word('Pris', 'Price'),
  amount: word('Beløb', 'Amount'),
  byFollowUp: word('Pris ved opfølgning', 'Price at follow-up'),
  steps: word('Trin', 'Tier'),
  points: word('Punkt', 'Point'),
  tranches: word('Skive', 'Slice'),
  from: word('Fra', 'From'),
  to: word('Til', 'To'),
  inclusive: word('Grænsen medregnes', 'Bound included'),
  threshold: word('Bundgrænse', 'Threshold'),
  requires: word('Forudsætning', 'Prerequisite'),
  unless: word('Gælder ikke når', 'Unless'),
  max: word('Højst', 'At most'),
  min: word('Mindst', 'At least'),
  step: word('Trin i beregningen', 'Step of the computation'),
  per: word('Pr.', 'Per'),
  split: word('Fordelingsmåde', 'How it is split'),
  cap: word('Betalerens loft', "The payer's cap"),
  yearCaps: word('Loft i året', 'Cap of the year'),
  perClaim: word('Højst pr. resultat', 'At most per claim'),
  otherwise: word('Betaler ellers', 'Otherwise paid by'),
  party: word('Part', 'Party'),
  followUp: word('Opfølgning', 'Follow-up'),
  year: word('År', 'Year'),
  years: word('År', 'Years'),
  paidIn: word('Indbetaling', 'Payment in'),
  yearlyReturn: word('Årligt afkast', 'Yearly return'),
  returnCap: word('Afkastloft', 'Cap on the return'),
  returnFloor: word('Afkastgulv', 'Floor of the return'),
  covers: word('Dækker', 'Covers'),
  coupon: word('Kupon', 'Coupon'),
  rates: word('Sats', 'Rate'),
  rate: word('Sats', 'Rate'),
  measure: word('Måling', 'Measure'),
  role: word('Rolle', 'Role'),
  da: word('på dansk', 'in Danish'),
  en: word('på engelsk', 'in English'),
};

export const wordFor = (field: string): Sentence => (Object.hasOwn(WORDS, field) ? WORDS[field]! : word(field, field));

const AMOUNTS: ReadonlySet<string> = new Set(['amount', 'max', 'min', 'cap', 'perClaim', 'returnCap', 'returnFloor']);
const PLAIN_NUMBER = /^\d{4,15}(?:\.\d+)?$/;

/** A value as it reads in a sentence: amounts with their thousands apart. */
export function valueWords(field: string, value: unknown): Sentence {
  if (typeof value === 'boolean') return value ? word('ja', 'yes') : word('nej', 'no');
  const text = String(value);
  if (!AMOUNTS.has(field) || !PLAIN_NUMBER.test(text)) return word(text, text);
  const [whole = '', fraction] = text.split('.');
  const grouped = (mark: string): string => whole.replace(/\B(?=(\d{3})+$)/g, mark);
  return fraction === undefined
    ? word(grouped('.'), grouped(','))
    : word(`${grouped('.')},${fraction}`, `${grouped(',')}.${fraction}`);
}
