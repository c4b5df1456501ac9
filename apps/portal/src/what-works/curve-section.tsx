import { useState } from 'react';
import type { WorksCurve, WorksStep } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Select } from '../ui/forms.js';
import { Empty, Loaded } from '../ui/notices.js';
import { FoldedTable } from '../ui/table.js';
import { LINES } from './lines.js';
import { ShareChart } from './share-chart.js';
import { useGroupName } from './use-group-name.js';
import { useCurve } from './works-queries.js';

interface CurveProps {
  readonly steps: readonly WorksStep[];
  readonly contractId: string | undefined;
  readonly apart: boolean;
  readonly chosen: readonly (string | undefined)[];
}

/** When an outcome is reached, after each person's own start. */
export function CurveSection({ steps, contractId, apart, chosen }: CurveProps) {
  const { t, say } = useText();
  const [asked, ask] = useState<string>();
  const outcomes = [...new Map(steps.map((step) => [step.outcomeId, step])).values()];
  const shown = outcomes.find(({ outcomeId }) => outcomeId === asked) ?? mostTelling(outcomes);
  const several = new Set(outcomes.map(({ intervention }) => say(intervention))).size > 1;
  if (!shown) return null;
  return (
    <Section title={t('works.over')}>
      <p>{t('works.overIntro')}</p>
      <div className="toolbar works-outcome">
        <Select label={t('works.outcome')} value={shown.outcomeId} onChange={({ target }) => ask(target.value)}>
          {outcomes.map(({ outcomeId, title, intervention }) => (
            <option key={outcomeId} value={outcomeId}>
              {several ? `${say(title)} – ${say(intervention)}` : say(title)}
            </option>
          ))}
        </Select>
      </div>
      <OneCurve outcomeId={shown.outcomeId} contractId={contractId} apart={apart} chosen={chosen} />
    </Section>
  );
}

/** What some reach and others do not: where all or nobody do, a curve says least. */
const mostTelling = (outcomes: readonly WorksStep[]): WorksStep | undefined => {
  const unsure = ({ share }: WorksStep): number => (share === null ? -1 : share * (1 - share));
  return outcomes.toSorted((a, b) => unsure(b) - unsure(a))[0];
};

function OneCurve({
  outcomeId,
  contractId,
  apart,
  chosen,
}: Omit<CurveProps, 'steps'> & { readonly outcomeId: string }) {
  const { t } = useText();
  return (
    <Loaded<WorksCurve> query={useCurve(outcomeId, contractId)}>
      {(curve) => {
        const groups = curve.groups.filter(({ group }) => (group === null) !== apart);
        const drawn = groups.length > 0 ? groups : curve.groups;
        if (drawn.length === 0) return <Empty>{t(curve.suppressed ? 'works.curveHidden' : 'works.curveNone')}</Empty>;
        return <CurveView curve={{ ...curve, groups: drawn }} chosen={chosen} />;
      }}
    </Loaded>
  );
}

function CurveView({ curve, chosen }: { readonly curve: WorksCurve; readonly chosen: CurveProps['chosen'] }) {
  const { t, say, share } = useText();
  const groupName = useGroupName();
  const { groups, title, suppressed } = curve;
  const outcome = say(title);
  const rows = groups.flatMap(({ group, months }) => months.map((month) => ({ ...month, group })));
  return (
    <>
      <ShareChart groups={groups} label={t('works.curvePicture', { outcome })} />
      <p className="works-axis" aria-hidden="true">
        {t('works.month')}
      </p>
      <ul className="works-legend">
        {groups.map(({ group }, index) => {
          const { colour, dash } = LINES[index % LINES.length]!;
          return (
            <li key={index}>
              <svg viewBox="0 0 30 10" width="30" height="10" aria-hidden="true">
                <line x1="0" x2="30" y1="5" y2="5" stroke={colour} strokeWidth="3" strokeDasharray={dash} />
              </svg>{' '}
              {groupName(group)}
            </li>
          );
        })}
      </ul>
      {suppressed && <p className="note">{t('works.curveHidden')}</p>}
      <FoldedTable
        caption={t('works.curveCaption', { outcome })}
        rows={rows}
        rowKey={({ group, month }) => JSON.stringify([group, month])}
        file={{ name: [t('works.over'), outcome, ...chosen] }}
        columns={[
          { key: 'month', title: t('works.month'), heading: true, value: ({ month }) => month },
          groups.length > 1 && {
            key: 'group',
            title: t('works.group'),
            filter: true,
            value: ({ group }) => groupName(group),
          },
          { key: 'atRisk', title: t('works.atRisk'), value: ({ atRisk }) => atRisk },
          {
            key: 'share',
            title: t('works.reachedBy'),
            figures: true,
            value: (month) => ({ share: month.share }),
            cell: (month) => share(month.share),
          },
          {
            key: 'low',
            title: t('works.intervalFrom'),
            value: ({ interval }) => (interval ? { share: interval.low } : undefined),
          },
          {
            key: 'high',
            title: t('works.intervalTo'),
            value: ({ interval }) => (interval ? { share: interval.high } : undefined),
          },
        ]}
      />
    </>
  );
}
