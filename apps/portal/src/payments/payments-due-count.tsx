import { usePaymentTasks } from '../api/queries.js';
import { useText } from '../i18n/i18n.js';

/** How many of others' claims wait for the person, for the menu; nothing while that is none. */
export function PaymentsDueCount() {
  const { t, count } = useText();
  const { data } = usePaymentTasks(true);
  const waiting = data?.items.filter(({ dueId }) => dueId !== null).length ?? 0;
  if (waiting === 0) return null;
  return (
    <span className="menu-count">
      {count(waiting)}
      <span className="sr-only"> {t('nav.waiting')}</span>
    </span>
  );
}
