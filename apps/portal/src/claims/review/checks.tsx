import type { CheckResult, ClaimDetails } from '@ringvirkning/outcomes-api';
import { useText } from '../../i18n/i18n.js';
import { Section } from '../../layout/page.js';
import { Badge } from '../../ui/values.js';

/** What the automatic checks said: what failed is in sight, what passed is folded together. */
export function Checks({ claim: { checks } }: { readonly claim: ClaimDetails }) {
  const { t } = useText();
  const failed = checks.filter(({ passed }) => !passed);
  const passed = checks.filter((check) => check.passed);
  return (
    <Section title={t('claims.checks')}>
      {failed.length > 0 && <CheckList checks={failed} />}
      {passed.length > 0 && (
        <details className="passed-checks">
          <summary>
            <Badge state="passed">{t('claims.passed')}</Badge> {t('review.passed', { count: passed.length })}
          </summary>
          <CheckList checks={passed} />
        </details>
      )}
    </Section>
  );
}

function CheckList({ checks }: { readonly checks: readonly CheckResult[] }) {
  const { t, say } = useText();
  return (
    <ul className="checks">
      {checks.map(({ check, passed, severity, da, en }) => {
        const state = passed ? 'passed' : severity === 'warning' ? 'warning' : 'failed';
        return (
          <li key={check}>
            <Badge state={state}>{t(`claims.${state}`)}</Badge>{' '}
            <span>
              {t(`check.${check}`)}
              {!passed && da && en && <span className="cell-note">{say({ da, en })}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
