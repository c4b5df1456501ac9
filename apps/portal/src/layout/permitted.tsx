import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { Page } from './page.js';

/** A page on which something is done shows its form to those who may do it: nobody else writes in vain. */
export function Permitted({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const { t } = useText();
  const may = useMay();
  if (may(to)) return <>{children}</>;
  return (
    <Page title={t('state.notPermitted')} lead={<p>{t('state.notPermittedText')}</p>}>
      <p>
        <Link to="/start">{t('state.toStart')}</Link>
      </p>
    </Page>
  );
}
