import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Settlement } from '@ringvirkning/benefits-api';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { ActionButton } from '../ui/action.js';
import { Input } from '../ui/forms.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { Frames, Netted, Transfers, useSideName } from './due-view.js';
import { OtherMunicipality, useReason } from './other-municipality.js';
import { useSettlement } from './queries.js';

/** One settlement: what is moved and why, who approved it, and its documents. */
export function SettlementPage() {
  const { settlementId = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<Settlement> query={useSettlement(settlementId)} title={t('share.settlement')}>
      {(settlement) => <SettlementView settlement={settlement} />}
    </LoadedPage>
  );
}

interface Of {
  readonly settlement: Settlement;
}

function SettlementView({ settlement }: Of) {
  const { t, say, word } = useText();
  const { no, title, through, state, sides, currency, due, agreementId, other } = settlement;
  const name = [say(title), t('share.no', { no })];
  return (
    <Page
      title={name.join(', ')}
      lead={
        <p>
          <Link to={`/benefit-agreements/${agreementId}`}>{say(title)}</Link> · {t('share.through')} {through} ·{' '}
          <Badge state={state}>{word('share.state', state)}</Badge>
        </p>
      }
      aside={<Actions settlement={settlement} />}
      onPaper
    >
      {other && <OtherMunicipality other={other} of="settlement" />}
      <Netted due={settlement} sides={sides} />
      <Frames due={settlement} sides={sides} />
      <Section title={t('share.statement')}>
        <Statement settlement={settlement} />
      </Section>
      <Section title={t('share.transfers')}>
        <Transfers transfers={due} currency={currency} sides={sides} of={name} />
      </Section>
      <Section title={t('share.events')}>
        <Events settlement={settlement} />
      </Section>
      <Section title={t('share.documents')}>
        <Documents settlement={settlement} />
      </Section>
    </Page>
  );
}

function Actions({ settlement: { id, sides, state, digest, other } }: Of) {
  const { t, say } = useText();
  const may = useMay();
  const at = `/api/benefits/settlements/${id}`;
  if (state === 'final' || state === 'withdrawn') return null;
  const waits = state === 'claimed';
  const decides = state !== 'returned' && !waits && may('benefits.approve-settlements');
  const mine = decides ? sides.filter((side) => side.mine) : [];
  const claims = other !== null && !other.leads;
  return (
    <span className="actions">
      {mine.flatMap((side) => [
        side.signedBy === null && (
          <ActionButton
            key={`approve ${side.id}`}
            kind="primary"
            label={t('share.approve')}
            about={say(side.name)}
            ask={t('share.approveAsk', { side: say(side.name) })}
            act={() => ({ path: `${at}/approvals`, body: { side: side.id, digest } })}
          />
        ),
        <ActionButton
          key={`dispute ${side.id}`}
          kind="tertiary"
          label={t('share.dispute')}
          about={say(side.name)}
          text="reason"
          act={(reason) => ({ path: `${at}/disputes`, body: { side: side.id, reason } })}
        />,
      ])}
      {(state === 'approved' || waits) && may('benefits.post-settlements') && (
        <ActionButton
          kind="primary"
          label={t(waits ? 'share.claimAgain' : claims ? 'share.claim' : 'share.post')}
          ask={claims ? t(waits ? 'share.claimAgainAsk' : 'share.claimAsk', { name: other.name }) : t('share.postAsk')}
          act={() => ({ path: `${at}/posting` })}
        />
      )}
      {!waits && may('benefits.propose-settlements') && !other?.leads && (
        <ActionButton
          kind="tertiary"
          label={t('share.withdraw')}
          text="reason"
          act={(reason) => ({ path: `${at}/withdrawal`, body: { reason } })}
        />
      )}
    </span>
  );
}

function Statement({ settlement: { statement, sides, currency, title, no } }: Of) {
  const { t, say } = useText();
  const name = useSideName(sides);
  const approvedBy = (id: string) => sides.find((side) => side.id === id)?.signedBy ?? t('share.notSigned');
  const figure = (key: 'realised' | 'forecast' | 'gives' | 'gets', heading: string) => ({
    key,
    title: heading,
    value: (row: Settlement['statement'][number]) => moneyOf(row[key], currency),
  });
  return (
    <Table
      caption={t('share.statement')}
      captionHidden
      rows={statement}
      file={{ name: [say(title), t('share.no', { no }), t('share.statement')] }}
      rowKey={({ side }) => side}
      columns={[
        { key: 'side', title: t('share.side'), heading: true, value: ({ side }) => name(side) },
        figure('realised', t('share.realised')),
        figure('forecast', t('share.forecast')),
        figure('gives', t('share.from')),
        figure('gets', t('share.to')),
        { key: 'approval', title: t('share.approval'), value: ({ side }) => approvedBy(side) },
      ]}
    />
  );
}

function Events({ settlement: { facts, proposedBy, proposedAt, sides } }: Of) {
  const { t, word } = useText();
  const name = useSideName(sides);
  const toldReason = useReason();
  const all = [
    { what: t('share.proposed'), by: proposedBy, at: proposedAt, side: null, reason: null },
    ...facts.map(({ kind, ...fact }) => ({ ...fact, what: word('share.fact', kind) })),
  ];
  return (
    <Table
      caption={t('share.events')}
      captionHidden
      rows={all}
      rowKey={({ at, what }) => `${at} ${what}`}
      columns={[
        { key: 'what', title: t('share.event'), heading: true, value: ({ what }) => what },
        { key: 'by', title: t('share.by'), value: ({ by }) => by },
        { key: 'side', title: t('share.side'), value: ({ side }) => (side === null ? undefined : name(side)) },
        { key: 'at', title: t('share.at'), value: ({ at }) => ({ at }) },
        {
          key: 'reason',
          title: t('share.reason'),
          value: ({ reason }) => (reason === null ? undefined : toldReason(reason)),
        },
      ]}
    />
  );
}

function Documents({ settlement: { id, state, netted, frames } }: Of) {
  const { t } = useText();
  const [machine, setMachine] = useState('');
  const at = `/api/benefits/settlements/${id}`;
  const hasJournal = state === 'final' && netted.length > 0;
  return (
    <>
      <ul>
        <li>
          <a href={`${at}/statement`} download>
            {t('share.statementCsv')}
          </a>
        </li>
        {hasJournal && (
          <li>
            <a href={`${at}/journal`} download>
              {t('share.journalCsv')}
            </a>
          </li>
        )}
        {frames.length > 0 && (
          <li>
            <Link to={`/settlements/${id}/proposal`}>{t('paper.title')}</Link>
          </li>
        )}
        <li>
          <a href={`${at}/bundle`} download={`${id}.json`}>
            {t('share.bundle')}
          </a>
        </li>
      </ul>
      {hasJournal && (
        <form className="inline-form" method="get" action={`${at}/journal`}>
          <input type="hidden" name="as" value="g69" />
          <Input
            label={t('share.machine')}
            name="machine"
            inputMode="numeric"
            pattern="\d{1,5}"
            required
            value={machine}
            onChange={(event) => setMachine(event.target.value)}
          />
          <button type="submit" className="button button-secondary">
            {t('share.journalG69')}
          </button>
        </form>
      )}
    </>
  );
}
