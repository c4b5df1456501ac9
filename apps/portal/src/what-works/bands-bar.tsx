import type { StepShare } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';

const [WIDTH, HEIGHT] = [120, 14];
const COLOURS = ['#3f8f68', '#7d8b90', '#e3c27a'] as const;

/** Reached, not reached and awaited as parts of one bar; it repeats the figures of its row. */
export function BandsBar({ reached, notReached, awaiting }: StepShare) {
  const parts = [reached ?? 0, notReached ?? 0, awaiting ?? 0];
  const all = parts.reduce((sum, part) => sum + part, 0);
  if (all === 0) return null;
  let x = 0;
  return (
    <svg className="bands-bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {parts.map((part, index) => {
        const [left, wide] = [x, (part / all) * WIDTH];
        x += wide;
        return <rect key={index} x={left} width={wide} height={HEIGHT} fill={COLOURS[index]} />;
      })}
    </svg>
  );
}

/** What the parts of the bars are. */
export function BandsLegend() {
  const { t } = useText();
  return (
    <ul className="works-legend bands-legend">
      {(['reached', 'notReached', 'awaiting'] as const).map((band, index) => (
        <li key={band}>
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" fill={COLOURS[index]} />
          </svg>{' '}
          {t(`progress.${band}`)}
        </li>
      ))}
    </ul>
  );
}
