import type { DataSharingView } from '@ringvirkning/benefits-api';
import { useState } from 'react';
import { useText } from '../i18n/i18n.js';
import { ActionButton } from '../ui/action.js';
import { More } from '../ui/more.js';
import { ErrorNotice, Loading } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { SHARING, useReadings } from './queries.js';

const TONE = { proposed: 'draft', agreed: 'info', 'in-force': 'active', expired: 'info', ended: 'info' } as const;

/** The agreements, each with who approved it, who read by it, and the steps the reader can take. */
export function SharingTable({ rows }: { readonly rows: readonly DataSharingView[] }) {
  const { t, say, date } = useText();
  return (
    <Table
      caption={t('sharing.caption')}
      captionHidden
      rows={rows}
      rowKey={({ sharingId }) => sharingId}
      empty={t('sharing.none')}
      file={{ name: [t('sharing.caption')] }}
      columns={[
        { key: 'provider', title: t('sharing.provider'), heading: true, value: ({ provider }) => say(provider.name) },
        { key: 'receiver', title: t('sharing.receiver'), value: ({ receiver }) => say(receiver.name) },
        {
          key: 'purpose',
          title: t('sharing.purpose'),
          value: ({ purpose, legalBasis }) => `${purpose} (${legalBasis})`,
          cell: ({ purpose, legalBasis }) => (
            <>
              {purpose} <span className="cell-note">{legalBasis}</span>
            </>
          ),
        },
        {
          key: 'figures',
          title: t('sharing.figures'),
          value: ({ figures, detail }) =>
            `${figures.map((figure) => t(`sharing.figure.${figure}`)).join(', ')} – ${t(`sharing.detail.${detail}`)}`,
        },
        { key: 'period', title: t('sharing.period'), value: ({ from, to }) => `${date(from)} – ${date(to)}` },
        {
          key: 'state',
          title: t('sharing.stateTitle'),
          filter: true,
          value: ({ state }) => t(`sharing.state.${state}`),
          cell: ({ state }) => <Badge state={TONE[state]}>{t(`sharing.state.${state}`)}</Badge>,
        },
        { key: 'decisions', title: t('sharing.decisions'), cell: (sharing) => <Decisions sharing={sharing} /> },
        { key: 'readings', title: t('sharing.readings'), cell: (sharing) => <Readings sharing={sharing} /> },
        { key: 'act', title: t('table.actions'), cell: (sharing) => <Steps sharing={sharing} /> },
      ]}
    />
  );
}

interface SharingProps {
  readonly sharing: DataSharingView;
}

function Decisions({ sharing }: SharingProps) {
  const { t, say, instant } = useText();
  if (sharing.decisions.length === 0) return <>–</>;
  return sharing.decisions.map(({ kind, side, by: { name }, at, reason }) => (
    <div key={`${kind} ${side}`} className="cell-line">
      {t(`sharing.decision.${kind}`, { name, purse: say(sharing[side].name), reason: reason ?? '' })}{' '}
      <span className="cell-note">{instant(at)}</span>
    </div>
  ));
}

/** Who read by the agreement, fetched when somebody asks. */
function Readings({ sharing: { sharingId, provider, receiver } }: SharingProps) {
  const { t, say } = useText();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t('sharing.showReadings')}
        <span className="sr-only">
          {' '}
          – {say(provider.name)}, {say(receiver.name)}
        </span>
      </summary>
      {open && <ReadingLines sharingId={sharingId} />}
    </details>
  );
}

function ReadingLines({ sharingId }: { readonly sharingId: string }) {
  const { t, word, instant } = useText();
  const readings = useReadings(sharingId);
  if (readings.error) return <ErrorNotice error={readings.error} retry={() => void readings.refetch()} />;
  if (!readings.data) return <Loading />;
  if (readings.data.length === 0) return <p>{t('sharing.noReadings')}</p>;
  return (
    <>
      {readings.data.map(({ id, name, at, what }) => (
        <div key={id} className="cell-line">
          {instant(at)}: {name} <span className="cell-note">{word('sharing.view', what)}</span>
        </div>
      ))}
      <More of={readings} />
    </>
  );
}

/** What the reader can decide now, for each side that is theirs. */
function Steps({ sharing }: SharingProps) {
  const { t, say } = useText();
  const { sharingId, provider, receiver, state, mayApprove, mayEnd } = sharing;
  const names = { provider: say(provider.name), receiver: say(receiver.name) };
  if (mayApprove.length + mayEnd.length === 0) return <>–</>;
  return (
    <div className="actions">
      {mayApprove.map((side) => (
        <ActionButton
          key={side}
          label={t('sharing.approve')}
          about={names[side]}
          ask={t('sharing.approveAsk', names)}
          kind="primary"
          act={() => ({ path: `${SHARING}/${sharingId}/approval`, body: { side } })}
        />
      ))}
      {mayEnd.slice(0, 1).map((side) => (
        <ActionButton
          key={side}
          label={t(state === 'proposed' ? 'sharing.decline' : 'sharing.end')}
          about={`${names.provider}, ${names.receiver}`}
          text="reason"
          ask={t('sharing.endAsk')}
          kind="tertiary"
          act={(reason) => ({ path: `${SHARING}/${sharingId}/end`, body: { side, reason } })}
        />
      ))}
    </div>
  );
}
