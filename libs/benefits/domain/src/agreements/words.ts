import { writtenAmount, type Currency, type Sentence } from '@ringvirkning/kernel';

/** An amount in both languages, with its currency. */
export function moneyWords(amount: bigint, currency: Currency): Sentence {
  const unit = currency === 'DKK' ? 'kr.' : currency;
  return {
    da: `${writtenAmount(amount, currency, 'da-DK')} ${unit}`,
    en: `${writtenAmount(amount, currency, 'en-GB')} ${unit}`,
  };
}

/** A share between 0 and 1 as percent: `0.125` is `12,5 %`. */
export function percentWords(share: string): Sentence {
  const [whole = '0', decimals = ''] = share.split('.');
  const shifted = `${whole}${decimals.padEnd(2, '0').slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = decimals.slice(2).replace(/0+$/, '');
  return { da: `${shifted}${rest && `,${rest}`} %`, en: `${shifted}${rest && `.${rest}`} %` };
}

/** A sentence has one point at its end, also where an abbreviation (`kr.`) ends it. */
export const ended = ({ da, en }: Sentence): Sentence => ({ da: withPoint(da), en: withPoint(en) });
const withPoint = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

/** Sentences one after the other, each ended. */
export const sentences = (...parts: readonly (Sentence | null)[]): Sentence => {
  const said = parts.filter((part): part is Sentence => part !== null);
  const each = said.map(ended);
  return { da: each.map(({ da }) => da).join(' '), en: each.map(({ en }) => en).join(' ') };
};
