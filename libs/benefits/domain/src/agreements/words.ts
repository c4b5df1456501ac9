import { writtenAmount, type Currency } from '@ringvirkning/kernel';
import type { Why } from './steps/step.js';

/** An amount in both languages, with its currency. */
export function moneyWords(amount: bigint, currency: Currency): Why {
  const unit = currency === 'DKK' ? 'kr.' : currency;
  return {
    da: `${writtenAmount(amount, currency, 'da-DK')} ${unit}`,
    en: `${writtenAmount(amount, currency, 'en-GB')} ${unit}`,
  };
}

/** A share between 0 and 1 as percent: `0.125` is `12,5 %`. */
export function percentWords(share: string): Why {
  const [whole = '0', decimals = ''] = share.split('.');
  const shifted = `${whole}${decimals.padEnd(2, '0').slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = decimals.slice(2).replace(/0+$/, '');
  return { da: `${shifted}${rest && `,${rest}`} %`, en: `${shifted}${rest && `.${rest}`} %` };
}

/** Sentences one after the other. */
export const sentences = (...parts: readonly (Why | null)[]): Why => {
  const said = parts.filter((part): part is Why => part !== null);
  return { da: said.map(({ da }) => da).join(' '), en: said.map(({ en }) => en).join(' ') };
};

/** The point of an abbreviation also ends its sentence. */
export const ended = ({ da, en }: Why): Why => ({
  da: da.replaceAll('kr..', 'kr.'),
  en: en.replaceAll('kr..', 'kr.'),
});
