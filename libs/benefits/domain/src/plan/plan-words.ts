/** The words of a SØM result table, and what is said of those that are not there. */

export const PURSES = ['municipality', 'region', 'state', 'all'] as const;
export type PlanPurse = (typeof PURSES)[number];
export const POSTS = ['cost', 'gain', 'net'] as const;
export type Post = (typeof POSTS)[number];

const PURSE_WORDS: Readonly<Record<PlanPurse, readonly string[]>> = {
  municipality: ['kommune', 'kommunen'],
  region: ['region', 'regionen'],
  state: ['stat', 'staten'],
  all: ['i alt', 'det offentlige', 'det offentlige i alt'],
};
const POST_WORDS: Readonly<Record<Post, readonly string[]>> = {
  cost: ['omkostninger', 'omkostninger til indsatsen'],
  gain: ['konsekvenser', 'økonomiske konsekvenser'],
  net: ['nettoresultat', 'budgetøkonomisk nettoresultat'],
};
const meaning = <T extends string>(words: Readonly<Record<T, readonly string[]>>, written: string): T | undefined =>
  (Object.keys(words) as T[]).find((key) => words[key].includes(plain(written)));

/** A word as it is compared: lower case, single spaces, without a closing colon. */
export const plain = (written: string): string =>
  written.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').replace(/:$/, '').trim();
export const purseOf = (written: string): PlanPurse | undefined => meaning(PURSE_WORDS, written);
export const postOf = (written: string): Post | undefined => meaning(POST_WORDS, written);
export const isTotal = (written: string): boolean => ['i alt', 'sum'].includes(plain(written));

export const WORDS = {
  names: {
    municipality: 'Kommune',
    region: 'Region',
    state: 'Stat',
    all: 'I alt',
    cost: 'Omkostninger',
    gain: 'Konsekvenser',
    net: 'Nettoresultat',
  },
  purse: {
    da: '«{written}» er ikke en kasse. Skriv Kommune, Region, Stat eller I alt.',
    en: '«{written}» is not a purse. Write Kommune, Region, Stat or I alt.',
  },
  post: {
    da: '«{written}» er ikke en post. Skriv Omkostninger, Konsekvenser eller Nettoresultat.',
    en: '«{written}» is not a kind of figure. Write Omkostninger, Konsekvenser or Nettoresultat.',
  },
  beside: {
    da: 'Der står noget ud for en kolonne uden overskrift. Er kolonnerne forskudt?',
    en: 'Something stands beside the columns that have a heading. Are the columns shifted?',
  },
  empty: {
    da: 'Cellen er tom. Skriv 0, hvis der ikke er noget beløb. Er kolonnerne forskudt?',
    en: 'The cell is empty. Write 0 where there is no amount. Are the columns shifted?',
  },
  twice: { da: 'Rækken står to gange.', en: 'The row occurs twice.' },
  missing: { da: 'Rækken «{row}» mangler.', en: 'The row «{row}» is missing.' },
  small: {
    da: 'Intet beløb når op på 1.000 kr. Tabellen ser ud til at stå i tusinder eller millioner. Skriv alle beløb i hele kroner.',
    en: 'No amount reaches 1,000 kroner. The table seems to be in thousands or millions. Write all amounts in kroner.',
  },
  sum: {
    da: '{cell} siger {said}, men tallene, den er lagt sammen af, giver {computed}.',
    en: '{cell} says {said}, but the figures that it adds up give {computed}.',
  },
  noHeader: {
    da: 'Tabellen har ingen overskrift. Der skal stå: Aktør, Post, årene og I alt.',
    en: 'The table has no heading. It must read: Aktør, Post, the years and I alt.',
  },
  noVersion: {
    da: 'Tabellen siger ikke, hvilken version af SØM den er fra. Skriv «SØM-version» og versionen i en linje over tabellen.',
    en: 'The table does not say which version of SØM it is from. Write «SØM-version» and the version in a line above the table.',
  },
  otherVersion: {
    da: 'Tabellen er fra SØM-version {written}, ikke {version}.',
    en: 'The table is from SØM version {written}, not {version}.',
  },
  noUnit: {
    da: 'Tabellen siger ikke, hvad beløbene står i. Skriv «Enhed» og «kr.» i en linje over tabellen.',
    en: 'The table does not say what its amounts are in. Write «Enhed» and «kr.» in a line above the table.',
  },
  otherUnit: {
    da: 'Beløbene står i «{written}». Skriv dem i hele kroner, og skriv «kr.» som enhed.',
    en: 'The amounts are in «{written}». Write them in kroner, and «kr.» as the unit.',
  },
  noPriceLevel: {
    da: 'Tabellen siger ikke, hvilket års priser den er i. Skriv «Prisniveau» og årstallet i en linje over tabellen.',
    en: 'The table does not say the prices of which year it is in. Write «Prisniveau» and the year in a line above the table.',
  },
  year: {
    da: '«{written}» er ikke året {year}. Årene skal følge hinanden uden huller.',
    en: '«{written}» is not the year {year}. The years must follow each other without gaps.',
  },
  noYears: {
    da: 'Der skal stå mindst ét årstal (fx 2026) efter Post, og I alt til sidst.',
    en: 'At least one year (such as 2026) must follow Post, and I alt must be last.',
  },
} as const;
