import { useText } from '../i18n/i18n.js';

/** What a planned measurement is called: the baseline, so many months, or the number it has. */
export function usePointName(every: number | undefined): (point: number) => string {
  const { t } = useText();
  return (point) =>
    point === 0
      ? t('path.baseline')
      : every === undefined
        ? t('path.nth', { n: point + 1 })
        : t('path.point', { months: point * every });
}
