import type { Text } from '../i18n/i18n.js';
import { isMissing, kindOf, type MoneyValue, type Value } from './value.js';

type Speaks = Pick<Text, 't' | 'money' | 'date' | 'instant' | 'count' | 'decimal' | 'share'>;

/** A value as it stands on the page, in the person's language. */
export function wordsFor(value: Value, text: Speaks): string {
  if (isMissing(value)) return value === undefined ? '–' : text.t('state.hidden');
  switch (kindOf(value)) {
    case 'number':
      return text.count(value as number);
    case 'money': {
      const { amount, currency, whole } = value as MoneyValue;
      return text.money(amount!, currency, whole);
    }
    case 'day':
      return text.date((value as { day: string }).day);
    case 'at':
      return text.instant((value as { at: string }).at);
    case 'decimal':
      return text.decimal((value as { decimal: string }).decimal);
    case 'share':
      return text.share((value as { share: number }).share);
    default:
      return value as string;
  }
}
