import type { WorksCurve } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';
import { useWidth } from '../ui/use-width.js';
import { LINES } from './lines.js';
import { monthMarks, stepBand, stepLine, within } from './step-curve.js';

type Groups = WorksCurve['groups'];

const HEIGHT = 300;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** The share reached by month, with the interval of the first line. The table beside it tells the same. */
export function ShareChart({ groups, label }: { readonly groups: Groups; readonly label: string }) {
  const text = useText();
  const [box, width] = useWidth<HTMLDivElement>();
  const frame = { left: 56, right: width - 12, top: 12, bottom: HEIGHT - 34 };
  const last = Math.max(1, ...groups.flatMap(({ months }) => months.map(({ month }) => month)));
  const at = within(frame, { x: last, y: 1 });
  const dots = (months: Groups[number]['months'], value: (month: (typeof months)[number]) => number) =>
    months.map((month) => at({ x: month.month, y: value(month) }));
  const [first] = groups;
  return (
    <div ref={box} className="works-chart" role="img" aria-label={label}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true" fontSize="13">
        {SHARES.map((share) => {
          const { y } = at({ x: 0, y: share });
          return (
            <g key={share}>
              <line x1={frame.left} x2={frame.right} y1={y} y2={y} stroke="#d5dfe2" />
              <text x={frame.left - 8} y={y + 4} textAnchor="end" fill="#454545">
                {text.share(share)}
              </text>
            </g>
          );
        })}
        {monthMarks(last).map((month) => (
          <text key={month} x={at({ x: month, y: 0 }).x} y={HEIGHT - 14} textAnchor="middle" fill="#454545">
            {month}
          </text>
        ))}
        {first && (
          <polygon
            points={stepBand(
              dots(first.months, ({ share, interval }) => interval?.low ?? share),
              dots(first.months, ({ share, interval }) => interval?.high ?? share),
            )}
            fill={LINES[0].colour}
            fillOpacity="0.15"
          />
        )}
        {groups.map(({ months }, index) => {
          const { colour, dash } = LINES[index % LINES.length]!;
          return (
            <polyline
              key={index}
              points={stepLine(dots(months, ({ share }) => share))}
              fill="none"
              stroke={colour}
              strokeWidth="2.5"
              strokeDasharray={dash}
            />
          );
        })}
      </svg>
    </div>
  );
}
