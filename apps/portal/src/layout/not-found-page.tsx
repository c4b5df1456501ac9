import { Link } from 'react-router';
import { useText } from '../i18n/i18n.js';
import { Page } from './page.js';

export function NotFoundPage() {
  const { t } = useText();
  return (
    <Page title={t('state.notFound')} lead={<p>{t('state.notFoundText')}</p>}>
      <p>
        <Link to="/">{t('state.toFront')}</Link>
      </p>
    </Page>
  );
}
