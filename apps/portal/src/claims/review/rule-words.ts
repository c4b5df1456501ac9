import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { minorUnits, type Currency } from '@ringvirkning/kernel';
import type { Outcome, Terms } from '@ringvirkning/terms-language';
import { conditionLines } from '../../contracts/condition-words.js';
import { allPriceLines } from '../../contracts/terms-words.js';
import type { Text } from '../../i18n/i18n.js';

type Words = Pick<Text, 't' | 'say' | 'word' | 'money' | 'decimal' | 'share' | 'date'>;

/** What the contract asks of this outcome, a sentence each. */
export function ruleLines(outcome: Outcome, terms: Terms, words: Words): string[] {
  const { t, say, word } = words;
  const { required, sources } = terms.verification.evidence;
  const { objectionDays } = terms.verification;
  return [
    outcome.description && say(outcome.description),
    ...conditionLines(outcome, terms, words),
    'sustained' in outcome &&
      outcome.sustained &&
      t(outcome.sustained.permittedDays > 0 ? 'review.sustained' : 'review.unbroken', {
        days: outcome.sustained.permittedDays,
      }),
    'claims' in outcome && outcome.claims === 'once' && t('review.once'),
    sources.length > 0 &&
      t(required ? 'review.sources' : 'review.sourcesOptional', {
        sources: sources.map((source) => word('source', source).toLowerCase()).join(', '),
      }),
    objectionDays > 0 ? t('review.objection', { days: objectionDays }) : t('review.noObjection'),
  ].filter((line): line is string => Boolean(line));
}

/** What one claim pays by its price alone, in minor units; undefined where that depends on more than the claim. */
export function amountOf(
  { price: first, laterPrices = [] }: Outcome,
  claim: Pick<ClaimDetails, 'followUp' | 'quantity' | 'on'>,
  currency: Currency,
): string | undefined {
  const price = laterPrices.findLast(({ from }) => from <= claim.on)?.price ?? first;
  if (price?.kind === 'per-claim') {
    const amount = price.byFollowUp?.find(({ followUp }) => followUp === claim.followUp)?.amount ?? price.amount;
    return amount === undefined ? undefined : minorUnits(amount, currency).toString();
  }
  if (price?.kind !== 'per-unit' || price.threshold !== undefined) return undefined;
  return /^\d+$/.test(claim.quantity)
    ? (minorUnits(price.amount, currency) * BigInt(claim.quantity)).toString()
    : undefined;
}

/** What it pays, in words: an amount, or how the price works where one claim has no amount of its own. */
export function paysLines(outcome: Outcome, claim: ClaimDetails, terms: Terms, words: Words): string[] {
  const amount = amountOf(outcome, claim, terms.currency);
  return amount === undefined
    ? allPriceLines(outcome, terms, words)
    : [`${words.money(amount, terms.currency)} (${words.t('review.beforeCaps')})`];
}
