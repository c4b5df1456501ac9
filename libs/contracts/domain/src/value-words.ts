import type { Sentence } from '@ringvirkning/kernel';
import { KINDS, PARTY_ROLE_WORDS } from '@ringvirkning/terms-language';

type Words = Readonly<Record<string, Sentence>>;

const word = (da: string, en: string): Sentence => ({ da, en });

/** Who signs for a party: offices of a municipality, and the other side. */
export const OFFICE_WORDS: Words = {
  'department-head': word('forvaltningschefen', 'the department head'),
  'investment-council': word('rådet for sociale investeringer', 'the council for social investments'),
  committee: word('fagudvalget', 'the committee'),
  'municipal-director': word('kommunaldirektøren', 'the municipal director'),
  mayor: word('borgmesteren', 'the mayor'),
  council: word('byrådet', 'the council'),
  board: word('bestyrelsen', 'the board'),
  supplier: word('leverandøren', 'the supplier'),
  investor: word('investoren', 'the investor'),
};

/** Who signs, as it reads in a sentence. */
export const officeWords = (office: string): Sentence => OFFICE_WORDS[office] ?? word(office, office);

const SAMPLE_FOLLOWS: Words = {
  extend: word('stikprøven udvides', 'the sample is extended'),
  reduce: word('betalingen sættes ned', 'the payment is reduced'),
  reject: word('indberetningerne afvises', 'the claims are rejected'),
};
const COUNTED_OR_NOT: Words = {
  counted: word('tælles med', 'counted'),
  excluded: word('udelades', 'excluded'),
};
const PER: Words = {
  contract: word('kontrakt', 'contract'),
  cohort: word('årgang', 'cohort'),
  year: word('år', 'year'),
  'half-year': word('halvår', 'half-year'),
  quarter: word('kvartal', 'quarter'),
  person: word('borger', 'person'),
  group: word('målgruppe', 'target group'),
  'budget-year': word('budgetår', 'budget year'),
};
const PARTY_KINDS: Words = {
  municipality: word('kommune', 'municipality'),
  region: word('region', 'region'),
  state: word('staten', 'the state'),
  fund: word('fond', 'fund'),
  supplier: word('leverandør', 'supplier'),
  company: word('virksomhed', 'company'),
  verifier: word('verifikator', 'verifier'),
};
const AMENDMENT_WORDS: Words = {
  change: word('ændring', 'change'),
  extension: word('forlængelse', 'extension'),
  'early-end': word('afslutning før tid', 'early end'),
  transfer: word('ny leverandør', 'new supplier'),
  succession: word('ny myndighed', 'new authority'),
};
const END_REASON_WORDS: Words = {
  'by-agreement': word('parterne er enige', 'the parties agree'),
  'too-few-participants': word('for få deltagere', 'too few participants'),
  'goals-out-of-reach': word('målene kan ikke nås', 'the goals are out of reach'),
  breach: word('misligholdelse', 'breach'),
  'supplier-ceased': word('leverandøren er ophørt', 'the supplier has ceased'),
  'funding-lost': word('finansieringen er bortfaldet', 'the funding is lost'),
  'law-changed': word('loven er ændret', 'the law has changed'),
  other: word('andet', 'other'),
};
const UNDER_WAY_WORDS: Words = {
  'support-ends': word('indsatsen slutter', 'the support ends'),
  'other-support': word('får en anden indsats', 'are given other support'),
  'completed-without-payment': word('indsatsen gennemføres uden betaling', 'the support is completed without payment'),
};
const PRICE_KINDS: Words = {
  'per-claim': word('fast pris pr. resultat', 'fixed price per claim'),
  'per-unit': word('pris pr. enhed', 'price per unit'),
  'by-number': word('pris efter antal borgere', 'price by the number of people'),
  'per-time': word('pris pr. tid mellem opfølgninger', 'price per time between follow-ups'),
  steps: word('trappe', 'tiers'),
  interpolated: word('glidende mellem punkter', 'gliding between points'),
  tranches: word('andel af et beløb i skiver', 'share of an amount in slices'),
};
/** As the language itself names them, within a sentence. */
const within = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const OUTCOME_KINDS: Words = Object.fromEntries(
  Object.entries(KINDS).map(([kind, { name }]) => [kind, word(within(name.da), within(name.en))]),
);
const CAPITAL_KINDS: Words = {
  grant: word('tilskud', 'grant'),
  'senior-loan': word('seniorlån', 'senior loan'),
  'subordinated-loan': word('ansvarligt lån', 'subordinated loan'),
  equity: word('egenkapital', 'equity'),
  'first-loss-guarantee': word('underskudsgaranti', 'first-loss guarantee'),
};

/** VAT of what is delivered for a payment. */
export const VAT_WORDS = {
  exempt: word('momsfri', 'exempt from VAT'),
  liable: word('momspligtig', 'liable to VAT'),
  outside: word('uden for momsloven', 'outside the VAT act'),
} as const satisfies Words;

/** The choices of each field of a terms document, in words; a spec holds that each of the schema's has its own. */
export const VALUE_WORDS: Readonly<Record<string, Words>> = {
  rounding: {
    'half-away-from-zero': word('til nærmeste', 'to the nearest'),
    down: word('nedad', 'down'),
  },
  kind: { ...PARTY_KINDS, ...PRICE_KINDS, ...OUTCOME_KINDS, ...CAPITAL_KINDS, ...AMENDMENT_WORDS },
  vat: VAT_WORDS,
  because: END_REASON_WORDS,
  underWay: UNDER_WAY_WORDS,
  roles: PARTY_ROLE_WORDS,
  by: PARTY_ROLE_WORDS,
  attestBy: PARTY_ROLE_WORDS,
  verifyBy: PARTY_ROLE_WORDS,
  duty: PARTY_ROLE_WORDS,
  role: OFFICE_WORDS,
  sources: {
    register: word('register', 'register'),
    document: word('dokument', 'document'),
    questionnaire: word('spørgeskema', 'questionnaire'),
    'self-report': word('borgerens egen oplysning', 'self-report'),
  },
  method: {
    'simple-random': word('simpel tilfældig udvælgelse', 'simple random'),
    stratified: word('stratificeret udvælgelse', 'stratified'),
    difference: word('differencemetoden', 'difference estimation'),
    mus: word('beløbsvægtet udvælgelse', 'monetary unit sampling'),
    'mus-conservative': word('beløbsvægtet udvælgelse, forsigtig', 'monetary unit sampling, conservative'),
  },
  inconclusive: SAMPLE_FOLLOWS,
  material: SAMPLE_FOLLOWS,
  scoredBy: {
    register: word('register', 'a register'),
    professional: word('fagperson', 'a professional'),
    citizen: word('borgeren', 'the citizen'),
    together: word('borger og fagperson sammen', 'citizen and professional together'),
  },
  purpose: { dialogue: word('dialog', 'dialogue'), payment: word('betaling', 'payment') },
  better: { higher: word('højere', 'higher'), lower: word('lavere', 'lower') },
  claims: { once: word('én gang', 'once'), repeatable: word('flere gange', 'repeatable') },
  timing: { before: word('på eller før dagen', 'on or before the day'), any: word('når som helst', 'any time') },
  after: {
    first: word('den første', 'the first'),
    latest: word('den seneste', 'the latest'),
    'last-known': word('den senest kendte', 'the last known'),
  },
  unit: {
    day: word('dag', 'day'),
    'percentage-point': word('procentpoint', 'percentage point'),
    point: word('point', 'point'),
    unit: word('enhed', 'unit'),
    hour: word('time', 'hour'),
    week: word('uge', 'week'),
    month: word('måned', 'month'),
    event: word('hændelse', 'event'),
    amount: word('beløb', 'amount'),
    number: word('tal', 'number'),
  },
  below: {
    nothing: word('betales intet', 'nothing is paid'),
    'first-amount': word('betales det første punkts beløb', "the first point's amount is paid"),
  },
  as: {
    points: word('point', 'points'),
    percent: word('procent', 'per cent'),
    total: word('i alt', 'total'),
    number: word('tal', 'number'),
  },
  from: {
    baseline: word('udgangspunktet', 'the baseline'),
    previous: word('den forrige måling', 'the previous measurement'),
  },
  counts: { days: word('dage', 'days'), times: word('antal gange', 'times') },
  mode: { continuous: word('uafbrudt', 'continuous'), cumulative: word('sammenlagt', 'cumulative') },
  per: PER,
  left: COUNTED_OR_NOT,
  missing: COUNTED_OR_NOT,
  perPerson: { last: word('den seneste', 'the last one'), sum: word('summen', 'the sum') },
  step: {
    quantity: word('loft over antal', 'quantity cap'),
    person: word('loft pr. person', 'person cap'),
    outcome: word('loft pr. resultat', 'outcome cap'),
    'budget-year': word('loft pr. budgetår', 'budget-year cap'),
    contract: word('kontraktens loft', 'contract cap'),
  },
  of: { paid: word('det betalte', 'what is paid'), planned: word('det planlagte', 'what is planned') },
  split: {
    fixed: word('fast andel til hver', 'a fixed share each'),
    'top-up': word('efter tur: den næste betaler resten', 'in turn: the next pays the rest'),
  },
};
