import { useLocation } from 'react-router';
import { afterSignIn, signInAddress, usePortalConfig } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { Page } from './page.js';

/** What a visitor sees before signing in, at any address; signing in leads back to it. */
export function Welcome() {
  const { t } = useText();
  const { pathname, search } = useLocation();
  const { data: config } = usePortalConfig();
  return (
    <Page title={t('welcome.title')}>
      <p className="lead">{t('welcome.text')}</p>
      <p>
        <a className="button button-primary" href={signInAddress(afterSignIn(pathname + search))}>
          {t('app.signIn')}
        </a>
      </p>
      {config?.demo && <p className="note">{t('welcome.demo')}</p>}
    </Page>
  );
}
