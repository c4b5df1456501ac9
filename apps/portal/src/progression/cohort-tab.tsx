import './progression.css';
import type { Progression } from '@ringvirkning/outcomes-api';
import { scaleOf, type Scale } from '@ringvirkning/terms-language';
import { useContractContext } from '../contracts/use-contract-context.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Empty, Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { useWidth } from '../ui/use-width.js';
import { Count, HiddenNote } from '../ui/values.js';
import { PurposeBadge } from './measure-path.js';
import { usePointName } from './point-name.js';
import { useProgression } from './progression-queries.js';
import { progressionTexts } from '../i18n/progression-texts.js';

addTexts(progressionTexts);

/** Where the participants stand on the contract's scales, at each planned measurement. */
export function CohortTab() {
  const { contract } = useContractContext();
  return <Loaded<Progression> query={useProgression(contract.id)}>{(data) => <Cohort progression={data} />}</Loaded>;
}

function Cohort({ progression: { measures, smallSteps, suppressedBelow } }: { readonly progression: Progression }) {
  const { t, say, count } = useText();
  const { terms } = useContractContext();
  const named = (code: string) => terms.measures.find((measure) => measure.code === code);
  const isHidden =
    measures.some(({ points }) => points.some(({ suppressed }) => suppressed)) ||
    smallSteps.some(({ reached }) => reached === null);
  return (
    <Section title={t('progression.title')}>
      <p>{t('cohort.intro')}</p>
      {measures.map((of) => {
        const measure = named(of.measure);
        const scale = measure && scaleOf(terms, measure);
        if (!measure || !scale) return null;
        return (
          <div key={of.measure} className="measure-path">
            <h3>
              {say(measure.name)} <PurposeBadge purpose={of.purpose} />
            </h3>
            {of.points.length === 0 ? (
              <Empty>{t(suppressedBelow === null ? 'cohort.none' : 'cohort.notPublished')}</Empty>
            ) : (
              <Distribution of={of} scale={scale} every={measure.every} name={say(measure.name)} />
            )}
          </div>
        );
      })}
      {smallSteps.length > 0 && (
        <Table
          caption={t('smallSteps.title')}
          rows={smallSteps}
          rowKey={({ measure }) => measure}
          columns={[
            {
              key: 'step',
              title: t('cohort.smallStep'),
              heading: true,
              cell: ({ measure }) => (named(measure) ? say(named(measure)!.name) : measure),
            },
            { key: 'times', title: t('path.when'), cell: ({ times }) => t('progression.times', { count: times }) },
            {
              key: 'reached',
              title: t('cohort.reached'),
              figures: true,
              cell: ({ reached, of }) =>
                reached === null || of === null ? (
                  <Count count={null} />
                ) : (
                  t('cohort.of', { reached: count(reached), of: count(of) })
                ),
            },
          ]}
        />
      )}
      <HiddenNote when={isHidden} />
    </Section>
  );
}

interface DistributionProps {
  readonly of: Progression['measures'][number];
  readonly scale: Scale;
  readonly every: number | undefined;
  readonly name: string;
}

function Distribution({ of, scale, every, name }: DistributionProps) {
  const { t, say } = useText();
  const pointName = usePointName(every);
  return (
    <>
      <Bars of={of} scale={scale} label={t('cohort.picture', { measure: name })} pointName={pointName} />
      <Table
        caption={name}
        captionHidden
        rows={scale.steps}
        rowKey={({ value }) => String(value)}
        columns={[
          {
            key: 'step',
            title: t('cohort.step'),
            heading: true,
            cell: (step) => (
              <>
                <span className={`step-swatch step-${shadeOf(scale, step.value)}`} aria-hidden="true" /> {step.value} ·{' '}
                {say(step.title)}
              </>
            ),
          },
          ...of.points.map(({ point, steps }) => ({
            key: String(point),
            title: pointName(point),
            figures: true,
            cell: (step: Scale['steps'][number]) => (
              <Count count={steps.find(({ value }) => value === String(step.value))?.people ?? null} />
            ),
          })),
        ]}
      />
    </>
  );
}

const SHADES = 5;
/** Which of the shades from dark (worst) to light (best) a step has. */
const shadeOf = ({ steps, better }: Scale, value: number): number => {
  const rank = steps.findIndex((step) => step.value === value) / (steps.length - 1);
  return Math.round((better === 'higher' ? rank : 1 - rank) * (SHADES - 1));
};

const [BAR, GAP] = [26, 12];
/** As the steps of `progression.css`; here as attributes, so that the picture goes on paper as it is. */
const FILLS = ['#0a3642', '#35707f', '#7aaab6', '#a9cf9f', '#52a27c'] as const;

/** A bar per planned measurement, parted by step; the table tells the same. */
function Bars({
  of,
  scale,
  label,
  pointName,
}: Pick<DistributionProps, 'of' | 'scale'> & { readonly label: string; pointName(point: number): string }) {
  const [box, full] = useWidth<HTMLDivElement>();
  const shown = of.points.filter(({ n }) => n > 0);
  const side = Math.min(150, Math.round(full * 0.32));
  const height = shown.length * (BAR + GAP);
  return (
    <div ref={box} className="cohort-chart" {...(shown.length > 0 && { role: 'img', 'aria-label': label })}>
      {shown.length > 0 && (
        <svg viewBox={`0 0 ${full} ${height}`} width={full} height={height} aria-hidden="true" fontSize="13">
          {shown.map(({ point, n, steps }, row) => {
            let x = side;
            return (
              <g key={point}>
                <text x={side - 10} y={row * (BAR + GAP) + 18} textAnchor="end" fill="#454545">
                  {pointName(point)}
                </text>
                {steps.map(({ value, people }) => {
                  const width = ((people ?? 0) / n) * (full - side);
                  const left = x;
                  x += width;
                  return (
                    <rect
                      key={value}
                      x={left}
                      y={row * (BAR + GAP)}
                      width={width}
                      height={BAR}
                      fill={FILLS[shadeOf(scale, Number(value))]}
                    />
                  );
                })}
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}
