import type { Amendments, ContractDetails, DraftDiscarded } from '@ringvirkning/contracts-api';
import { Link } from 'react-router';
import { useMay } from '../api/session.js';
import { amendmentTexts } from '../i18n/amendment-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { SigningSection } from '../signing/signing-section.js';
import { ActionButton } from '../ui/action.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { useIntake } from '../what-works/works-queries.js';
import { asDraft } from './amendment-view.js';
import { useAmendments } from './amendment-queries.js';
import { SignOffs } from './sign-offs.js';
import { useNames } from './use-contract-context.js';

addTexts(amendmentTexts);

/** The life of a contract in force: its versions, from when, why, and who signed; and the amendment in the making, to be signed. */
export function AmendmentsSection({ contract }: { readonly contract: ContractDetails }) {
  const { t, date } = useText();
  return (
    <Section title={t('amend.title')}>
      <p>{t('amend.lead')}</p>
      <Loaded<Amendments> query={useAmendments(contract.id)}>
        {(amendments) => (
          <>
            <LifeLine contract={contract} versions={amendments.versions} />
            {contract.ended && (
              <p className="note">
                {t('amend.ended', { date: date(contract.ended.on) })}{' '}
                <Link to={`/contracts/${contract.id}/settlement`}>{t('amend.finalSettlement')}</Link>
              </p>
            )}
            {amendments.isOver && contract.status === 'active' && (
              <Over contract={contract} lastDay={amendments.versions.at(-1)!.lastDay} />
            )}
            {amendments.open ? (
              <OpenAmendment contract={contract} open={amendments.open} />
            ) : (
              !amendments.isOver &&
              contract.status === 'active' && (
                <>
                  <BehindPlan contract={contract} />
                  <Proposals contract={contract} />
                </>
              )
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** Nothing more is achieved; what was is reported, decided and paid still, and then the contract is settled for good. */
function Over({ contract, lastDay }: { readonly contract: ContractDetails; readonly lastDay: string }) {
  const { t, date } = useText();
  return (
    <p className="note">
      {t('amend.over', { lastDay: date(lastDay) })}{' '}
      <Link to={`/contracts/${contract.id}/settlement`}>{t('amend.finalSettlement')}</Link>
    </p>
  );
}

type Version = Amendments['versions'][number];

function LifeLine({
  contract,
  versions,
}: {
  readonly contract: ContractDetails;
  readonly versions: readonly Version[];
}) {
  const { t, word } = useText();
  const { party } = useNames(contract);
  const before = new Map(versions.map(({ version }, i) => [version, versions[i - 1]?.version]));
  return (
    <Table
      caption={t('amend.title')}
      captionHidden
      rows={versions}
      rowKey={({ version }) => String(version)}
      columns={[
        {
          key: 'version',
          title: t('amend.version'),
          heading: true,
          cell: ({ version, isToday }) => (
            <>
              <Link to={`/contracts/${contract.id}/versions/${version}`}>{version}</Link>
              <span className="cell-note">{isToday ? t('amend.today') : ''}</span>
            </>
          ),
        },
        { key: 'kind', title: t('amend.kind'), value: ({ kind }) => t(`amend.kind.${kind ?? 'first'}`) },
        { key: 'from', title: t('amend.from'), value: ({ from }) => ({ day: from ?? contract.activatedOn! }) },
        { key: 'to', title: t('amend.lastDay'), value: ({ lastDay }) => ({ day: lastDay }) },
        {
          key: 'why',
          title: t('amend.reason'),
          cell: ({ reason, end }) => [end && t(`amend.because.${end.because}`), reason].filter(Boolean).join('. '),
        },
        {
          key: 'by',
          title: t('amend.signedBy'),
          cell: ({ signedBy }) =>
            signedBy
              .map(
                ({ role, party: of, byName }) => `${word('role', role)}, ${party(of)}${byName ? ` (${byName})` : ''}`,
              )
              .join('; '),
        },
        {
          key: 'compare',
          title: t('amend.compare'),
          cell: ({ version }) =>
            before.get(version) !== undefined && (
              <Link to={`/contracts/${contract.id}/differences?from=${before.get(version)}&to=${version}`}>
                {t('amend.compareWith')}
              </Link>
            ),
        },
      ]}
    />
  );
}

/** Fewer people have come than planned: whoever writes contracts is told, and can begin a renegotiation with that as its reason. */
function BehindPlan({ contract: { id, joint } }: { readonly contract: ContractDetails }) {
  const { t, count } = useText();
  const may = useMay();
  const isTold = may('contracts.create') && joint?.isLedHere !== false;
  const { data } = useIntake(id, isTold);
  const intake = isTold ? data?.items.find(({ isBehind }) => isBehind) : undefined;
  if (!intake) return null;
  const [people, planned] = [intake.people ?? 0, intake.plannedByNow ?? 0];
  return (
    <div className="alert alert-warning notice">
      <h3 className="alert-heading">{t('amend.behind')}</h3>
      <p className="alert-text">{t('amend.behindText', { people: count(people), planned: count(planned) })}</p>
      <p className="notice-actions">
        <Link
          className="button button-secondary"
          to={`/contracts/${id}/amend?kind=change&people=${people}&planned=${planned}`}
        >
          {t('amend.renegotiate')}
        </Link>
      </p>
    </div>
  );
}

/** What may be proposed, by whoever writes contracts. */
function Proposals({ contract }: { readonly contract: ContractDetails }) {
  const { id, status, joint } = contract;
  const { t } = useText();
  const { organisation } = useNames(contract);
  const may = useMay();
  if (!may('contracts.create') || status !== 'active') return null;
  if (joint?.isLedHere === false)
    return <p className="note">{t('amend.ledElsewhere', { home: organisation(joint.home) })}</p>;
  return (
    <p className="notice-actions">
      <Link className="button button-primary" to={`/contracts/${id}/amend?kind=change`}>
        {t('amend.propose')}
      </Link>
      <Link className="button button-secondary" to={`/contracts/${id}/amend?kind=extension`}>
        {t('amend.extend')}
      </Link>
      <Link className="button button-secondary" to={`/contracts/${id}/amend?kind=early-end`}>
        {t('amend.end')}
      </Link>
      {(['transfer', 'succession'] as const).map((kind) => (
        <Link key={kind} className="button button-secondary" to={`/contracts/${id}/amend?kind=${kind}`}>
          {t(`amend.kind.${kind}`)}
        </Link>
      ))}
    </p>
  );
}

function OpenAmendment({
  contract,
  open,
}: {
  readonly contract: ContractDetails;
  readonly open: NonNullable<Amendments['open']>;
}) {
  const { t, date } = useText();
  const may = useMay();
  const { id, ref } = contract;
  const draft = asDraft(contract, open);
  return (
    <>
      <h3>{t('amend.open', { version: open.version })}</h3>
      <p>
        {t('amend.openText', {
          kind: t(`amend.kind.${open.kind ?? 'change'}`),
          from: open.from ? date(open.from) : '',
          lastDay: date(open.lastDay),
          reason: open.reason ?? '',
        })}
      </p>
      <p className="notice-actions">
        <Link
          className="button button-secondary"
          to={`/contracts/${id}/differences?from=${contract.version}&to=${open.version}`}
        >
          {t('amend.compare')}
        </Link>
        {may('contracts.create') && contract.joint?.isLedHere !== false && (
          <>
            <Link className="button button-secondary" to={`/contracts/${id}/amend`}>
              {t('amend.edit')}
            </Link>
            <ActionButton<DraftDiscarded>
              label={t('amend.discard')}
              ask={t('amend.discardAsk', { ref })}
              text="reason"
              kind="tertiary"
              act={(reason) => ({ path: `/api/contracts/${id}/discard`, body: { version: open.version, reason } })}
            />
          </>
        )}
      </p>
      <SigningSection contract={draft} />
      <SignOffs contract={draft} />
    </>
  );
}
