import { useText } from '../i18n/i18n.js';
import { Input } from '../ui/forms.js';

/** Goes through the budget years one by one, and before the first of them all years together. */
export function YearSlider({
  years,
  year,
  choose,
}: {
  /** In order. */
  readonly years: readonly number[];
  readonly year: number | undefined;
  choose(year: number | undefined): void;
}) {
  const { t } = useText();
  if (years.length < 2) return null;
  const place = year === undefined ? 0 : years.indexOf(year) + 1;
  const shown = place === 0 ? t('front.allYears') : String(year);
  return (
    <Input
      label={t('front.yearSlider', { year: shown })}
      type="range"
      min={0}
      max={years.length}
      step={1}
      value={place}
      aria-valuetext={shown}
      onChange={({ target }) => choose(years[Number(target.value) - 1])}
    />
  );
}
