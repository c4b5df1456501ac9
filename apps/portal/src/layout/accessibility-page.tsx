import { addTexts, useText } from '../i18n/i18n.js';
import { statementTexts } from '../i18n/statement-texts.js';
import { Page, Section } from './page.js';

addTexts(statementTexts);

/** The statement that the law asks for, linked from every page. */
export function AccessibilityPage() {
  const { t } = useText();
  return (
    <Page title={t('statement.title')}>
      <p className="lead">{t('statement.scope')}</p>
      <Section title={t('statement.status')}>
        <p>{t('statement.statusText')}</p>
      </Section>
      <Section title={t('statement.how')}>
        <ul>
          <li>{t('statement.how1')}</li>
          <li>{t('statement.how2')}</li>
          <li>{t('statement.how3')}</li>
        </ul>
      </Section>
      <Section title={t('statement.known')}>
        <p>{t('statement.knownText')}</p>
      </Section>
      <Section title={t('statement.contact')}>
        <p>{t('statement.contactText')}</p>
      </Section>
    </Page>
  );
}
