import { useText } from '../i18n/i18n.js';
import { useDueSummary } from './due-queries.js';

/** How much is due before the week is over, for the menu; nothing while that is nothing. */
export function DueCount() {
  const { t, count } = useText();
  const { data } = useDueSummary(undefined);
  const soon = data?.bands.filter(({ band }) => band === 'overdue' || band === 'this-week') ?? [];
  const sum = soon.reduce((all, band) => all + band.count, 0);
  if (sum === 0) return null;
  const text = `${count(sum)}${soon.some(({ more }) => more) ? '+' : ''}`;
  return (
    <span className="menu-count">
      <span aria-hidden="true">{text}</span>
      <span className="sr-only">{t('due.waiting', { count: text })}</span>
    </span>
  );
}
