import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';

/** Why a claim came back, and who said so: the first thing to know for whoever corrects it. */
export function WhyBack({ claim: { status, history } }: { readonly claim: ClaimDetails }) {
  const { t } = useText();
  if (status !== 'returned' && status !== 'rejected') return null;
  const last = history.findLast(({ type }) => type === status);
  return (
    <div className="alert alert-warning notice">
      <p className="alert-heading">{t(status === 'returned' ? 'correct.why' : 'correct.whyRejected')}</p>
      <p className="alert-text">
        {last?.note ?? t('correct.noWhy')}
        {last?.byName && ` – ${last.byName}`}
      </p>
    </div>
  );
}
