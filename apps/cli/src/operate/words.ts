import type { Comparison } from '@ringvirkning/reconciliation';
import type { Language } from '../report/words.js';

const danish = {
  seals: 'Forseglede logge',
  ledgers: 'Regnskaber',
  messages: 'Beskeder',
  reconciliation: 'Afstemning mellem tjenester',
  silent: 'svarer ikke',
  nothing: 'intet endnu',
  sealed: (rows: number) => `${rows} rækker er, som de blev forseglet`,
  balanced: 'i balance',
  unbalanced: 'stemmer ikke',
  from: 'fra',
  asideIn: (count: number) => `${count} fejlede beskeder`,
  flowing: 'alt går, som det skal',
  contracts: (count: number) => (count === 1 ? '1 kontrakt' : `${count} kontrakter`),
  difference: (told: number, held: number, aside: number) =>
    `sagt: ${told}, haves: ${held}${aside > 0 ? `, lagt til side: ${aside}` : ''}${told === held ? ' – samme antal, andet indhold' : ''}`,
  waiting: (events: number) => `${events} beskeder er på vej`,
  states: {
    agrees: 'stemmer',
    'on-its-way': 'stemmer så langt, begge er nået',
    'put-aside': 'mangler det, der er lagt til side',
    restored: 'afsenderens database er ældre end modtagerens',
    differs: 'STEMMER IKKE',
  } satisfies Record<Comparison['state'], string>,
  byTheClock: 'Det, tjenesterne selv har fundet siden start',
  notYet: 'har endnu ikke set alle kontrakter',
  looked: (contracts: number, at: string) =>
    contracts === 1 ? `1 kontrakt, set ${at}` : `${contracts} kontrakter, alle set ${at}`,
  since: 'siden',
  levels: { amber: 'set én gang', red: 'set igen' },
  results: {
    agrees: 'Alt stemmer.',
    differs: 'Noget stemmer ikke. Hvad det betyder, og hvad man gør: docs/books.md',
    unanswered: 'Det, der svarede, stemmer; men ikke alle svarede.',
  },
  mended: (service: string, events: number) => `${service}: ${events} beskeder er hentet tilbage hos modtagerne`,
  renumbered: (events: number) => `${events} egne beskeder siden gendannelsen følger efter under nye numre`,
  whole: (service: string) => `${service}: intet var tabt`,
  repeat: 'Det, disse beskeder fortæller, kan mangle i tjenesten selv og må gentages af mennesker:',
  then: 'Se bagefter: ringvirkning verify',
};

const english: typeof danish = {
  seals: 'Sealed logs',
  ledgers: 'Ledgers',
  messages: 'Messages',
  reconciliation: 'The services compared',
  silent: 'does not answer',
  nothing: 'nothing yet',
  sealed: (rows) => `${rows} rows are as they were sealed`,
  balanced: 'balanced',
  unbalanced: 'does not agree',
  from: 'from',
  asideIn: (count) => `${count} dead letters`,
  flowing: 'all is well',
  contracts: (count) => (count === 1 ? '1 contract' : `${count} contracts`),
  difference: (told, held, aside) =>
    `told: ${told}, held: ${held}${aside > 0 ? `, put aside: ${aside}` : ''}${told === held ? ' – same number, other content' : ''}`,
  waiting: (events) => `${events} events on their way`,
  states: {
    agrees: 'agrees',
    'on-its-way': 'agrees as far as both have come',
    'put-aside': 'lacks what was put aside',
    restored: 'the teller’s database is older than the holder’s',
    differs: 'DIFFERS',
  },
  byTheClock: 'What the services found by themselves since they started',
  notYet: 'has not looked at all contracts yet',
  looked: (contracts, at) =>
    contracts === 1 ? `1 contract, looked at ${at}` : `${contracts} contracts, all looked at ${at}`,
  since: 'since',
  levels: { amber: 'seen once', red: 'seen again' },
  results: {
    agrees: 'Everything agrees.',
    differs: 'Something does not agree. What it means and what to do: docs/books.md',
    unanswered: 'What answered agrees; but not all answered.',
  },
  mended: (service, events) => `${service}: got back ${events} events from the consumers`,
  renumbered: (events) => `${events} own events since the restore follow under new numbers`,
  whole: (service) => `${service}: nothing was lost`,
  repeat: 'What these events tell may be missing in the service itself, and must be repeated by people:',
  then: 'Have a look afterwards: ringvirkning verify',
};

export const OPERATING_WORDS: Readonly<Record<Language, typeof danish>> = { da: danish, en: english };
export type OperatingWords = typeof danish;
