import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import type { Terms } from '@ringvirkning/terms-language';
import { useText } from '../../i18n/i18n.js';
import { Section } from '../../layout/page.js';
import { paysLines, ruleLines } from './rule-words.js';

/** The contract's own words about this outcome, and what it pays. */
export function RuleSection({ claim, terms }: { readonly claim: ClaimDetails; readonly terms: Terms }) {
  const text = useText();
  const outcome = terms.outcomes.find(({ code }) => code === claim.outcome);
  if (!outcome) return null;
  return (
    <Section title={text.t('review.rule')}>
      <ul>
        <li>
          <strong>{text.t('review.amount')}:</strong> {paysLines(outcome, claim, terms, text).join('; ')}
        </li>
        {ruleLines(outcome, terms, text).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}
