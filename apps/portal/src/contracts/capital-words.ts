import type { Capital } from '@ringvirkning/terms-language';
import type { Text } from '../i18n/i18n.js';
import { namesOf, startOf, termsAmount, termsShare, type Scoped, type Words } from './terms-words.js';

/** Who puts how much in, on which conditions: what it earns, between which bounds, when it is repaid, and whose loss it covers. */
export function capitalLine(
  capital: Capital,
  terms: Scoped,
  party: (id: string) => string,
  words: Words & Pick<Text, 'date'>,
): string {
  const { t, word, date } = words;
  const amount = (text: string): string => termsAmount(text, terms.currency, words);
  const { yearlyReturn, coupon, returnFloor, returnCap, irrCap, returnFirst, principalOn } = capital;
  const { paidIn, recycling, covers = [], share } = capital;
  return [
    t('capital.line', {
      party: party(capital.party),
      kind: word('capital', capital.kind),
      amount: amount(capital.amount),
    }),
    ...paidIn.map((each) => t('capital.paidIn', { amount: amount(each.amount), on: date(each.on) })),
    ...(yearlyReturn === undefined ? [] : [t('capital.yearlyReturn', { rate: termsShare(yearlyReturn, words) })]),
    ...(coupon === undefined ? [] : couponWords(coupon, terms, words)),
    ...(returnFloor === undefined ? [] : [t('capital.returnFloor', { amount: amount(returnFloor) })]),
    ...(returnCap === undefined ? [] : [t('capital.returnCap', { amount: amount(returnCap) })]),
    ...(irrCap === undefined ? [] : [t('capital.irrCap', { rate: termsShare(irrCap, words) })]),
    ...(returnFirst === true ? [t('capital.returnFirst')] : []),
    ...(principalOn === undefined ? [] : [t('capital.principalOn', { on: date(principalOn) })]),
    ...(recycling === undefined
      ? []
      : [
          t(recycling.until ? 'capital.recyclingUntil' : 'capital.recycling', {
            share: termsShare(recycling.share, words),
            until: recycling.until ? date(recycling.until) : '',
          }),
        ]),
    ...(covers.length === 0 ? [] : [t('capital.covers', { parties: covers.map(party).join(', ') })]),
    ...(share === undefined ? [] : [t('capital.coversShare', { share: termsShare(share, words) })]),
  ].join(', ');
}

function couponWords(
  { outcome, rates, interpolated, atLeast }: NonNullable<Capital['coupon']>,
  terms: Scoped,
  words: Words & Pick<Text, 'date'>,
): string[] {
  const { t, date } = words;
  const rate = atLeast && termsShare(atLeast.rate, words);
  return [
    t('capital.coupon', {
      outcome: namesOf(terms, words).outcome(outcome),
      rates: rates
        .map((row) => t('capital.rate', { from: startOf(row, words), rate: termsShare(row.rate, words) }))
        .join('; '),
    }),
    ...(interpolated === true ? [t('capital.interpolated')] : []),
    ...(rate === undefined
      ? []
      : [
          atLeast?.until
            ? t('capital.leastRateUntil', { rate, until: date(atLeast.until) })
            : t('capital.leastRate', { rate }),
        ]),
  ];
}
