import type { Sentence } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import { VAT_WORDS } from './value-words.js';

/** What the terms state of VAT for each payment that they state it of; undefined where they state nothing. */
export function vatRemark({
  payees,
  parties,
  outcomes,
}: Pick<Terms, 'payees' | 'parties' | 'outcomes'>): Sentence | undefined {
  const stated = payees.filter(({ vat }) => vat !== undefined);
  if (stated.length === 0) return undefined;
  const lines = (language: keyof Sentence): string =>
    stated.map((payee) => lineOf(payee, { parties, outcomes }, language)).join('; ');
  const rest =
    stated.length === payees.length
      ? { da: '', en: '' }
      : {
          da: ' Om de øvrige betalinger siger vilkårene intet.',
          en: ' Of the other payments the terms state nothing.',
        };
  return {
    da: `Moms efter vilkårene: ${lines('da')}.${rest.da}`,
    en: `VAT by the terms: ${lines('en')}.${rest.en}`,
  };
}

function lineOf(
  { party: id, outcomes: codes, vat }: Terms['payees'][number],
  { parties, outcomes }: Pick<Terms, 'parties' | 'outcomes'>,
  language: keyof Sentence,
): string {
  const name = parties.find((party) => party.id === id)?.name ?? id;
  const named = (codes ?? []).map((code) => outcomes.find((each) => each.code === code)?.name[language] ?? code);
  return `${name}${named.length > 0 ? ` (${named.join(', ')})` : ''}: ${VAT_WORDS[vat!][language]}`;
}
