import type { PathScore } from '@ringvirkning/outcomes-api';
import type { Scale } from '@ringvirkning/terms-language';
import { useText } from '../i18n/i18n.js';
import { pathDots } from './path-data.js';

const [WIDTH, ROW, LEFT, PAD] = [640, 34, 190, 22];

/** One person's path over the steps. The table below tells the same. */
export function PathChart({
  scores,
  scale,
  label,
}: {
  readonly scores: readonly PathScore[];
  readonly scale: Scale;
  readonly label: string;
}) {
  const { say, date } = useText();
  const dots = pathDots(scores, scale);
  const rows = scale.better === 'higher' ? [...scale.steps].reverse() : scale.steps;
  const height = ROW * (rows.length - 1) + 2 * PAD;
  const at = ({ x, y }: { readonly x: number; readonly y: number }) =>
    [LEFT + 16 + x * (WIDTH - LEFT - 40), PAD + y * (height - 2 * PAD)] as const;
  return (
    <svg className="path-chart" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
      {rows.map((step, index) => (
        <g key={step.value}>
          <line x1={LEFT} x2={WIDTH} y1={PAD + index * ROW} y2={PAD + index * ROW} className="path-step" />
          <text x={LEFT - 10} y={PAD + index * ROW + 5} textAnchor="end" className="path-label">
            {step.value} · {say(step.title)}
          </text>
        </g>
      ))}
      <polyline points={dots.map((dot) => at(dot).join(',')).join(' ')} className="path-line" />
      {dots.map((dot, index) => (
        <circle key={index} cx={at(dot)[0]} cy={at(dot)[1]} r="7" className="path-dot">
          <title>{`${date(dot.on)}: ${dot.value}`}</title>
        </circle>
      ))}
    </svg>
  );
}
