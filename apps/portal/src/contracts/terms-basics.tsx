import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Facts } from '../ui/values.js';
import { termsAmount } from './terms-words.js';
import { useContractContext } from './use-contract-context.js';

/** What the agreement is about, for how long, in which money, and how its results are reported. */
export function Basics() {
  const text = useText();
  const { t, word, date, say } = text;
  const { terms } = useContractContext();
  const { by, attestBy, verifyBy } = terms.claims;
  const roles = (codes: readonly string[]): string => codes.map((role) => word('role', role)).join(', ');
  const unit = word('unit', terms.currency);
  const { required, sources } = terms.verification.evidence;
  return (
    <Section title={t('terms.basics')}>
      <Facts
        items={[
          ...(terms.intervention ? [[t('terms.intervention'), say(terms.intervention)] as const] : []),
          [t('terms.period'), t('terms.periodValue', { from: date(terms.period.from), to: date(terms.period.to) })],
          [t('terms.currency'), terms.currency],
          ...(terms.priceLevelYear ? [[t('terms.priceLevel'), terms.priceLevelYear] as const] : []),
          ...(terms.indexation
            ? [[t('terms.indexation'), t('terms.indexationValue', { year: terms.indexation.baseYear })] as const]
            : []),
          [
            t('terms.rounding'),
            t(`rounding.${terms.rounding}`, { unit: unit === terms.currency ? t('terms.smallestUnit') : unit }),
          ],
          ...(terms.pricesRoundedTo
            ? [
                [
                  t('terms.pricesRoundedTo'),
                  t('terms.pricesRoundedToValue', { amount: termsAmount(terms.pricesRoundedTo, terms.currency, text) }),
                ] as const,
              ]
            : []),
          [
            t('terms.claims'),
            t('terms.claimsValue', { by: roles(by), attestBy: roles([attestBy]), verifyBy: roles([verifyBy]) }),
          ],
          [t('terms.objection'), t('terms.days', { count: terms.verification.objectionDays })],
          [
            t('terms.evidence'),
            t(required ? 'terms.evidenceRequired' : 'terms.evidenceOptional', {
              sources: sources.map((source) => word('source', source).toLowerCase()).join(', '),
            }),
          ],
        ]}
      />
    </Section>
  );
}
