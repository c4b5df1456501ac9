import type { Sentence } from '@ringvirkning/kernel';
import { multiply, numberText, parseRational, rational, toDecimal } from '@ringvirkning/terms-language';

/** «Flere renter passer (10 %, 20 % og 30 %), så ingen af dem er den interne rente.» */
export function severalRates(rates: readonly string[]): Sentence {
  const list = (language: 'da' | 'en', and: string): string => {
    const texts = rates.map(
      (rate) => `${numberText(toDecimal(multiply(parseRational(rate), rational(100n)), 2))[language]} %`,
    );
    return `${texts.slice(0, -1).join(', ')} ${and} ${texts.at(-1)}`;
  };
  return {
    da: `Flere renter passer (${list('da', 'og')}), så ingen af dem er den interne rente. Se multiplen.`,
    en: `Several rates fit (${list('en', 'and')}), so none of them is the internal rate of return. Look at the multiple.`,
  };
}
