import { type Currency, minorUnits, type Sentence } from '@ringvirkning/kernel';
import { moneyText, numberText, type PriceOf } from '@ringvirkning/terms-language';
import { joined } from '../evaluate/sentences.js';
import { minor } from './minor.js';
import type { PriceRule } from './price.js';

type Tiers = PriceOf<'by-number'>['tiers'];

/** The first person's price for whoever is asked about alone. */
export const byNumber: PriceRule<PriceOf<'by-number'>> = ({ tiers }, { currency }) => {
  const priced = tiers.map(({ upTo = Infinity, amount }) => ({ upTo, amount: minor(amount, currency) }));
  return {
    words: () => tierWords(tiers, currency),
    unit: { one: { da: 'resultat', en: 'claim' }, many: { da: 'resultater', en: 'claims' } },
    flat: false,
    amount: (_quantity, { number = 1 }) => priced.find(({ upTo }) => number <= upTo)!.amount,
  };
};

/** «20.000 kr. for hver af de første 40 borgere, 26.000 kr. fra nr. 41 til nr. 80, derefter 30.000 kr.» */
function tierWords(tiers: Tiers, currency: Currency): Sentence {
  return joined(
    tiers.map(({ upTo, amount }, i) => {
      const money = moneyText(minorUnits(amount, currency), currency);
      const before = tiers[i - 1]?.upTo;
      const no = (number: number): Sentence => numberText(String(number));
      if (upTo === undefined) return { da: `derefter ${money.da}`, en: `then ${money.en}` };
      if (before === undefined)
        return {
          da: `${money.da} for hver af de første ${no(upTo).da} borgere`,
          en: `${money.en} for each of the first ${no(upTo).en} people`,
        };
      return {
        da: `${money.da} fra nr. ${no(before + 1).da} til nr. ${no(upTo).da}`,
        en: `${money.en} from no. ${no(before + 1).en} to no. ${no(upTo).en}`,
      };
    }),
    ', ',
  );
}
