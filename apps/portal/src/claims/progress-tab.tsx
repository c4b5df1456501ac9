import { Link } from 'react-router';
import type { Progress, ProgressRow } from '@ringvirkning/outcomes-api';
import { useProgress } from '../api/queries.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Count, HiddenNote } from '../ui/values.js';

/** How far the participants have come, step by step, against the plan. */
export function ProgressTab() {
  const { contract } = useContractContext();
  const progress = useProgress(contract.id);
  return <Loaded<Progress> query={progress}>{(data) => <ProgressView progress={data} />}</Loaded>;
}

function ProgressView({ progress }: { readonly progress: Progress }) {
  const { t, instant, say, count } = useText();
  const { contract, followUp } = useContractContext();
  const { participants, plannedParticipants, asOf, rows } = progress;
  const actual = participants === null ? t('state.hidden') : count(participants);
  return (
    <Section
      title={t('progress.title')}
      aside={<Link to={`/what-works?contract=${contract.id}`}>{t('progress.works')}</Link>}
    >
      <p>
        {plannedParticipants === null
          ? t('progress.participants', { actual })
          : t('progress.ofPlanned', { actual, planned: count(plannedParticipants) })}{' '}
        · {t('progress.asOf', { at: instant(asOf) })}
      </p>
      <Table
        caption={t('progress.caption')}
        rows={rows}
        rowKey={(row) => `${row.outcome}-${row.followUp}`}
        file={{ name: [contract.ref, t('progress.title')] }}
        columns={[
          {
            key: 'step',
            title: t('progress.step'),
            heading: true,
            value: (row) => [say(row.title), row.followUp && followUp(row.followUp)].filter(Boolean).join(', '),
            cell: (row) => (
              <>
                {say(row.title)}
                {row.followUp && <span className="cell-note">{followUp(row.followUp)}</span>}
                {!row.payment && <span className="cell-note">{t('progress.learns')}</span>}
              </>
            ),
          },
          {
            key: 'planned',
            title: t('progress.planned'),
            value: ({ planned }) => planned ?? undefined,
          },
          {
            key: 'claimed',
            title: t('progress.claimed'),
            value: ({ claimed }) => claimed,
          },
          { key: 'final', title: t('progress.final'), value: ({ final }) => final },
          { key: 'reached', title: t('progress.reached'), value: ({ reached }) => reached },
          { key: 'notReached', title: t('progress.notReached'), value: ({ notReached }) => notReached },
          { key: 'awaiting', title: t('progress.awaiting'), value: ({ awaiting }) => awaiting },
          {
            key: 'share',
            title: t('progress.share'),
            figures: false,
            value: shareOf,
            cell: (row) => <Share row={row} />,
          },
        ]}
      />
      <p className="note">{t('progress.bands')}</p>
      <HiddenNote when={rows.some((row) => row.suppressed || row.groups.some(({ suppressed }) => suppressed))} />
    </Section>
  );
}

/** Withheld, or not known of anybody yet, or the share. */
const shareOf = ({ share, suppressed }: ProgressRow) => (share !== null ? { share } : suppressed ? null : undefined);

/** A share with its interval, in figures and as a bar; the bar only repeats them. */
function Share({ row: { share, interval, suppressed } }: { readonly row: ProgressRow }) {
  const text = useText();
  if (share === null) return suppressed ? <Count count={null} /> : <>–</>;
  const x = (value: number): number => Math.round(value * 100);
  return (
    <span className="share">
      <span>
        {text.share(share)}
        {interval && (
          <span className="cell-note">
            {text.t('progress.interval', { low: text.share(interval.low), high: text.share(interval.high) })}
          </span>
        )}
      </span>
      <svg className="share-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="12" className="share-all" />
        <rect width={x(share)} height="12" className="share-part" />
        {interval && (
          <rect
            x={x(interval.low)}
            y="5"
            width={Math.max(1, x(interval.high) - x(interval.low))}
            height="2"
            className="share-interval"
          />
        )}
      </svg>
    </span>
  );
}
