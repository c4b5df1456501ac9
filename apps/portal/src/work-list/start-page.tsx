import { Navigate } from 'react-router';
import { useMay } from '../api/session.js';
import { firstPlace } from '../layout/places.js';
import { useText } from '../i18n/i18n.js';
import { Page } from '../layout/page.js';
import { Loading } from '../ui/notices.js';
import { useWaiting } from './use-waiting.js';

/** Where everybody starts after signing in: at what waits for them, and else where their role looks first. */
export function StartPage() {
  const { t } = useText();
  const may = useMay();
  const { waiting, known } = useWaiting();
  if (known) return <Navigate to={waiting > 0 ? '/work-list' : firstPlace(may)} replace />;
  return (
    <Page title={t('work.title')}>
      <Loading />
    </Page>
  );
}
