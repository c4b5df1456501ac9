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
  /** The facts of one possible course. */
  facts(luck: Luck): Fact[];
}

/** What must be known of where the facts come from to read the figures. */
export const remarksOnBasis = ({ kind }: Pick<Basis, 'kind'>): Remark[] =>
  kind === 'counts'
    ? [
        {
          code: 'people-invented',
          da: 'Antal siger ikke, hvem de er: personerne bag tallene er opdigtede. De første i én række er de første i de næste, så hvad der afhænger af den enkelte (lofter pr. person, krav om et andet resultat, frafald), kan blive anderledes.',
          en: 'Counts do not say who is who: the people behind the figures are invented. The first of one row are the first of the others, so what depends on the single person (caps per person, a required outcome, drop-outs) may turn out otherwise.',
        },
      ]
    : [];
