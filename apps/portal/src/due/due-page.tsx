import { Link, useSearchParams } from 'react-router';
import type { DueItem, DueSummary } from '@ringvirkning/outcomes-api';
import { useContracts } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useContractTitle } from '../contracts/contract-title.js';
import { useText } from '../i18n/i18n.js';
import { Page, Section } from '../layout/page.js';
import { FollowUpActions } from '../people/follow-up-actions.js';
import { Select } from '../ui/forms.js';
import { More } from '../ui/more.js';
import { Empty, ErrorNotice, Loaded, Loading } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { ReminderSection } from './reminder-section.js';
import { useDueList, useDueSummary, type Band } from './due-queries.js';

/** Whoever may do none of this is never reminded of it. */
const TURNS = ['outcomes.claim', 'outcomes.attest', 'outcomes.verify'];

/** What the person who is signed in has to do, by week, with the way to do it in each row. */
export function DuePage() {
  const { t } = useText();
  const [asked, ask] = useSearchParams();
  const contractId = asked.get('contractId') ?? undefined;
  const contracts = useContracts();
  const titleOf = useContractTitle();
  const summary = useDueSummary(contractId);
  const may = useMay();
  const { items = [] } = contracts.data ?? {};
  return (
    <Page title={t('due.title')} lead={<p>{t('due.intro')}</p>}>
      {items.length > 1 && (
        <div className="toolbar">
          <Select
            label={t('due.contract')}
            value={contractId ?? ''}
            onChange={({ target }) => ask(target.value ? { contractId: target.value } : {}, { replace: true })}
          >
            <option value="">{t('due.allContracts')}</option>
            {items.map(({ id, title }) => (
              <option key={id} value={id}>
                {titleOf(id, title)}
              </option>
            ))}
          </Select>
        </div>
      )}
      <Loaded<DueSummary> query={summary}>
        {({ bands }) => {
          const filled = bands.filter(({ count }) => count > 0);
          if (filled.length === 0) return <Empty>{t('due.none')}</Empty>;
          return filled.map((band) => <BandSection key={band.band} band={band} contractId={contractId} />);
        }}
      </Loaded>
      {TURNS.some(may) && <ReminderSection />}
    </Page>
  );
}

/** Sentences above a list: more would be longer than the list. */
const SENTENCES = 4;

function BandSection({ band, contractId }: { readonly band: Band; readonly contractId: string | undefined }) {
  const { t, count, say } = useText();
  const titleOf = useContractTitle();
  const counted = band.more ? t('due.more', { count: count(band.count) }) : count(band.count);
  return (
    <Section
      title={t('due.heading', { band: t(`due.band.${band.band}`), count: counted })}
      seldom={band.band === 'later'}
    >
      <ul className="plain-list due-groups">
        {band.groups.slice(0, SENTENCES).map((group) => (
          <li key={`${group.kind} ${group.contractId} ${group.outcome} ${group.followUp}`}>
            {t(`due.group.${group.kind}`, {
              what: [group.followUpTitle, group.title].flatMap((name) => (name ? say(name) : [])).join(', '),
              count: count(group.count),
              contract: titleOf(group.contractId, group.contractTitle),
            })}
          </li>
        ))}
      </ul>
      <BandList band={band.band} contractId={contractId} />
    </Section>
  );
}

function BandList({ band, contractId }: { readonly band: Band['band']; readonly contractId: string | undefined }) {
  const { t, date, say } = useText();
  const titleOf = useContractTitle();
  const list = useDueList(band, contractId);
  if (!list.data) return list.error ? <ErrorNotice error={list.error} retry={() => list.refetch()} /> : <Loading />;
  return (
    <>
      <Table
        caption={t('due.caption', { band: t(`due.band.${band}`) })}
        captionHidden
        rows={list.data.pages.flatMap(({ items }) => items)}
        rowKey={(item) => `${item.kind} ${item.participantId} ${item.outcome} ${item.followUp} ${item.claimId}`}
        columns={[
          {
            key: 'person',
            title: t('due.person'),
            heading: true,
            cell: ({ contractId: of, participantId, pseudonym, key }) => (
              <>
                <Link to={`/contracts/${of}/participants/${participantId}`} className="pseudonym">
                  {pseudonym}
                </Link>
                {key && <span className="cell-note">{key}</span>}
              </>
            ),
          },
          {
            key: 'what',
            title: t('due.what'),
            cell: ({ kind, title, followUpTitle, contractId: of, contractTitle }) => (
              <>
                {say(title)}
                {followUpTitle && `, ${say(followUpTitle)}`}
                <span className="cell-note">{titleOf(of, contractTitle)}</span>
                {kind !== 'follow-up' && <Badge state={BADGES[kind]}>{t(`due.kind.${kind}`)}</Badge>}
              </>
            ),
          },
          { key: 'on', title: t('due.on'), cell: ({ dueOn }) => date(dueOn) },
          {
            key: 'act',
            title: t('table.actions'),
            cell: (item) => <DueAction item={item} isNear={band !== 'later'} />,
          },
        ]}
      />
      <More of={list} />
    </>
  );
}

const BADGES = {
  returned: 'warning',
  rejected: 'warning',
  attest: 'claimed',
  verify: 'claimed',
  measurement: 'dialogue',
} as const;

/** What is far off is told, and not yet asked for. */
function DueAction({ item, isNear }: { readonly item: DueItem; readonly isNear: boolean }) {
  const { t } = useText();
  const { kind, contractId, participantId, pseudonym, outcome, followUp, claimId } = item;
  if (kind === 'measurement')
    return isNear ? (
      <Link
        className="button button-secondary"
        to={`/contracts/${contractId}/participants/${participantId}/measures/${outcome}`}
      >
        {t('due.measure')}
        <span className="sr-only"> – {pseudonym}</span>
      </Link>
    ) : null;
  if (claimId === null)
    return isNear ? (
      <FollowUpActions
        contractId={contractId}
        participantId={participantId}
        pseudonym={pseudonym}
        outcome={outcome}
        followUp={followUp ?? ''}
        state="due"
      />
    ) : null;
  return (
    <Link
      className="button button-secondary"
      to={`/contracts/${contractId}/claims/${claimId}${kind === 'returned' ? '/correct' : ''}`}
    >
      {t(kind === 'returned' ? 'correct.title' : kind === 'rejected' ? 'claims.details' : 'review.open')}
      <span className="sr-only"> – {pseudonym}</span>
    </Link>
  );
}
