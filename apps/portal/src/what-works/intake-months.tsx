import type { WorksIntake } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';
import { FoldedTable } from '../ui/table.js';
import { useWidth } from '../ui/use-width.js';
import { LINES } from './lines.js';
import { stepLine, within } from './step-curve.js';

type Months = NonNullable<WorksIntake['items'][number]['months']>;

const HEIGHT = 220;

/** Who has begun, month by month, beside the plan. */
export function IntakeMonths({
  months,
  chosen,
}: {
  readonly months: Months;
  readonly chosen: readonly (string | undefined)[];
}) {
  const { t, date } = useText();
  let [come, planned] = [0, 0];
  const rows = months.map((month) => {
    come += month.people;
    planned += month.planned;
    return { ...month, come, plannedInAll: planned };
  });
  const now = rows.findLastIndex(({ people }) => people > 0);
  return (
    <>
      <IntakeChart rows={rows} now={now} />
      <ul className="works-legend">
        {[t('works.people'), t('works.planned')].map((name, index) => (
          <li key={name}>
            <svg viewBox="0 0 30 10" width="30" height="10" aria-hidden="true">
              <line
                x1="0"
                x2="30"
                y1="5"
                y2="5"
                stroke={LINES[index]!.colour}
                strokeWidth="3"
                strokeDasharray={LINES[index]!.dash}
              />
            </svg>{' '}
            {name}
          </li>
        ))}
      </ul>
      <FoldedTable
        caption={t('works.monthsCaption')}
        rows={rows}
        rowKey={({ month }) => month}
        file={{ name: [t('works.monthsCaption'), ...chosen] }}
        columns={[
          {
            key: 'month',
            title: t('works.inMonth'),
            heading: true,
            value: ({ month }) => ({ day: month }),
            cell: ({ month }) => date(month),
          },
          { key: 'people', title: t('works.comeInMonth'), value: ({ people }) => people },
          { key: 'planned', title: t('works.plannedInMonth'), value: ({ planned }) => planned },
          { key: 'come', title: t('works.comeInAll'), value: ({ come }) => come },
          { key: 'all', title: t('works.plannedInAll'), value: ({ plannedInAll }) => plannedInAll },
        ]}
      />
    </>
  );
}

interface Row {
  readonly month: string;
  readonly come: number;
  readonly plannedInAll: number;
}

function IntakeChart({ rows, now }: { readonly rows: readonly Row[]; readonly now: number }) {
  const { t, count } = useText();
  const [box, width] = useWidth<HTMLDivElement>();
  const frame = { left: 44, right: width - 40, top: 12, bottom: HEIGHT - 30 };
  const most = Math.max(1, ...rows.flatMap(({ come, plannedInAll }) => [come, plannedInAll]));
  const at = within(frame, { x: Math.max(1, rows.length - 1), y: most });
  const line = (of: readonly Row[], value: (row: Row) => number) =>
    stepLine(of.map((row, x) => at({ x, y: value(row) })));
  const lines = [line(rows.slice(0, now + 1), ({ come }) => come), line(rows, ({ plannedInAll }) => plannedInAll)];
  return (
    <div ref={box} className="works-chart" role="img" aria-label={t('works.intakePicture')}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} aria-hidden="true" fontSize="13">
        {[0, most].map((value) => (
          <g key={value}>
            <line
              x1={frame.left}
              x2={frame.right}
              y1={at({ x: 0, y: value }).y}
              y2={at({ x: 0, y: value }).y}
              stroke="#d5dfe2"
            />
            <text x={frame.left - 8} y={at({ x: 0, y: value }).y + 4} textAnchor="end" fill="#454545">
              {count(value)}
            </text>
          </g>
        ))}
        {rows.map(({ month }, x) =>
          month.slice(5, 7) === '01' ? (
            <text key={month} x={at({ x, y: 0 }).x} y={HEIGHT - 10} textAnchor="middle" fill="#454545">
              {month.slice(0, 4)}
            </text>
          ) : null,
        )}
        {lines.map((points, index) => (
          <polyline
            key={index}
            points={points}
            fill="none"
            stroke={LINES[index]!.colour}
            strokeWidth="2.5"
            strokeDasharray={LINES[index]!.dash}
          />
        ))}
      </svg>
    </div>
  );
}
