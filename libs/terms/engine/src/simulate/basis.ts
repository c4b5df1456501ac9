import type { Fact } from '@ringvirkning/terms-language';
import type { Remark } from '../parse/remarks.js';
import type { Luck } from './luck.js';

/** What a simulation starts from: all that is achieved when everybody succeeds. */
export interface Basis {
  /** plan: the counts and expected values of the terms; people: facts per person; counts: counts per outcome and period. */
  readonly kind: 'plan' | 'people' | 'counts';
  /** How many claims there are, and of how many people. */
  readonly claims: number;
  readonly people: number;
  /** Rows that say again what an earlier one says, and are not counted. */
  readonly repeated?: readonly number[];
  /** The facts of one possible course. */
  facts(luck: Luck): Fact[];
}

/** What must be known of where the facts come from to read the figures. */
export const remarksOnBasis = ({ kind, repeated = [] }: Pick<Basis, 'kind' | 'repeated'>): Remark[] => [
  ...(kind === 'counts' ? [PEOPLE_INVENTED] : []),
  ...(repeated.length > 0 ? [rowsRepeated(repeated)] : []),
];

const PEOPLE_INVENTED: Remark = {
  code: 'people-invented',
  da: 'Antal siger ikke, hvem de er: personerne bag tallene er opdigtede. De første i én række er de første i de næste, så hvad der afhænger af den enkelte (lofter pr. person, krav om et andet resultat, frafald), kan blive anderledes.',
  en: 'Counts do not say who is who: the people behind the figures are invented. The first of one row are the first of the others, so what depends on the single person (caps per person, a required outcome, drop-outs) may turn out otherwise.',
};

/** At most this many are listed in a sentence. */
const LISTED = 10;

function rowsRepeated(rows: readonly number[]): Remark {
  const list = `${rows.slice(0, LISTED).join(', ')}${rows.length > LISTED ? ' …' : ''}`;
  return {
    code: 'rows-repeated',
    da: `Disse rækker siger det samme som en tidligere (samme borger, resultat, dag og reference) og tæller kun én gang: ${list}. Er det flere, så giv hver sin reference (external_ref).`,
    en: `These rows say the same as an earlier one (person, outcome, day and reference) and count once: ${list}. If there were several, give each a reference of its own (external_ref).`,
  };
}
