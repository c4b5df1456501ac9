import type { WorksStep } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Table } from '../ui/table.js';
import { HiddenNote } from '../ui/values.js';
import { BandsBar, BandsLegend } from './bands-bar.js';
import { useGroupName } from './use-group-name.js';

interface StepsProps {
  readonly steps: readonly WorksStep[];
  /** What is chosen on the page, for the names of files. */
  readonly chosen: readonly (string | undefined)[];
  readonly withIntervention: boolean;
  readonly withGroup: boolean;
}

/** Share and sample of each step, with where the others are. */
export function StepsSection({ steps, chosen, withIntervention, withGroup }: StepsProps) {
  const { t, say, share } = useText();
  const groupName = useGroupName();
  const isPlanned = steps.some(({ planned }) => planned !== null);
  return (
    <Section title={t('works.steps')}>
      <BandsLegend />
      <Table
        caption={t('works.stepsCaption')}
        rows={steps}
        rowKey={(step) => JSON.stringify([step.outcomeId, step.followUp, step.group])}
        file={{ name: [t('works.title'), ...chosen] }}
        empty={t('works.nobody')}
        columns={[
          {
            key: 'step',
            title: t('works.step'),
            heading: true,
            value: ({ title, followUp }) => [say(title), followUp && say(followUp)].filter(Boolean).join(', '),
            cell: ({ title, followUp, payment }) => (
              <>
                {say(title)}
                {followUp && <span className="cell-note">{say(followUp)}</span>}
                {!payment && <span className="cell-note">{t('progress.learns')}</span>}
              </>
            ),
          },
          withIntervention && {
            key: 'intervention',
            title: t('works.intervention'),
            value: ({ intervention }) => say(intervention),
          },
          withGroup && { key: 'group', title: t('works.group'), filter: true, value: ({ group }) => groupName(group) },
          isPlanned && {
            key: 'planned',
            title: t('progress.planned'),
            value: ({ planned }) => planned ?? undefined,
          },
          { key: 'reached', title: t('progress.reached'), value: ({ reached }) => reached },
          { key: 'notReached', title: t('progress.notReached'), value: ({ notReached }) => notReached },
          { key: 'awaiting', title: t('progress.awaiting'), value: ({ awaiting }) => awaiting },
          {
            key: 'share',
            title: t('works.share'),
            figures: false,
            value: (step) => (step.share !== null ? { share: step.share } : step.n === null ? null : undefined),
            cell: (step) => (
              <span className="works-share">
                {step.share === null ? (
                  step.n === null ? (
                    <span className="hidden-figure">{t('state.hidden')}</span>
                  ) : (
                    '–'
                  )
                ) : (
                  <strong>{share(step.share)}</strong>
                )}
                <BandsBar {...step} />
                {step.range && step.awaiting !== null && step.awaiting > 0 && (
                  <span className="cell-note">
                    {t('works.range', { low: share(step.range.low), high: share(step.range.high) })}
                  </span>
                )}
              </span>
            ),
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
      {steps.length > 0 && <p className="note">{t('progress.bands')}</p>}
      <HiddenNote when={steps.some(({ suppressed }) => suppressed)} />
    </Section>
  );
}
