import type { PartnerAgreement, PartnerAgreements, PartnershipMember } from '@ringvirkning/partnership-api';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { ActionButton } from '../ui/action.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { nameOf } from './names.js';
import { NotAgreed } from './not-agreed.js';
import { PARTNERSHIP, useAgreements } from './queries.js';

const TONE = { proposed: 'draft', agreed: 'info', active: 'active', suspended: 'warning', ended: 'info' } as const;

interface AgreementsProps {
  readonly members: readonly PartnershipMember[];
  /** Those with this member only. */
  readonly partner?: string | undefined;
}

/** What may pass between us and others, whether it has been used, and the way to stop it. */
export function Agreements({ members, partner }: AgreementsProps) {
  const query = useAgreements();
  const isAsked = (each: { readonly with: string }): boolean => partner === undefined || each.with === partner;
  return (
    <Loaded<PartnerAgreements> query={query}>
      {({ items, notAgreed }) => (
        <>
          <NotAgreed notAgreed={notAgreed.filter(isAsked)} members={members} />
          <AgreementTable rows={items.filter(isAsked)} members={members} />
        </>
      )}
    </Loaded>
  );
}

function AgreementTable({
  rows,
  members,
}: {
  readonly rows: readonly PartnerAgreement[];
  readonly members: AgreementsProps['members'];
}) {
  const { t, date } = useText();
  const may = useMay();
  return (
    <Table
      caption={t('ptn.agreements')}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      empty={t('ptn.noAgreement')}
      file={{ name: [t('ptn.agreements')] }}
      columns={[
        {
          key: 'with',
          title: t('ptn.with'),
          heading: true,
          value: (agreement) => nameOf(members, agreement.with),
        },
        {
          key: 'purpose',
          title: t('ptn.purpose'),
          value: ({ purpose }) => purpose,
          cell: ({ purpose, legalBasis }) => (
            <>
              {purpose} <span className="cell-note">{legalBasis}</span>
            </>
          ),
        },
        {
          key: 'status',
          title: t('ptn.statusTitle'),
          filter: true,
          value: ({ status }) => t(`ptn.agreement.${status}`),
          cell: (agreement) => (
            <>
              <Badge state={TONE[agreement.status]}>{t(`ptn.agreement.${agreement.status}`)}</Badge>
              <WhoWaits agreement={agreement} />
            </>
          ),
        },
        { key: 'give', title: t('ptn.weGive'), cell: (agreement) => <Flows agreement={agreement} isOurs /> },
        { key: 'get', title: t('ptn.weGet'), cell: (agreement) => <Flows agreement={agreement} isOurs={false} /> },
        {
          key: 'period',
          title: t('ptn.period'),
          value: ({ begins, ends }) => `${date(begins)} – ${date(ends)}`,
        },
        {
          key: 'used',
          title: t('ptn.lastUsed'),
          value: ({ lastUsed }) => (lastUsed ? date(lastUsed) : t('ptn.neverUsed')),
        },
        may('partnership.agree') && {
          key: 'act',
          title: t('table.actions'),
          cell: (agreement) => <Steps agreement={agreement} about={nameOf(members, agreement.with)} />,
        },
      ]}
    />
  );
}

function WhoWaits({ agreement: { status, ours } }: { readonly agreement: PartnerAgreement }) {
  const { t } = useText();
  return status === 'proposed' ? (
    <span className="cell-note"> {t(ours ? 'ptn.waitsForThem' : 'ptn.waitsForUs')}</span>
  ) : null;
}

function Flows({
  agreement: { flows, with: partner },
  isOurs,
}: {
  readonly agreement: PartnerAgreement;
  readonly isOurs: boolean;
}) {
  const { t, word } = useText();
  const types = flows.filter(({ from }) => (from === partner) !== isOurs).map(({ type }) => word('ptn.type', type));
  return types.length === 0 ? (
    <>–</>
  ) : (
    <details>
      <summary>{t('ptn.types', { count: types.length })}</summary>
      {types.map((type) => (
        <div key={type} className="cell-line">
          {type}
        </div>
      ))}
    </details>
  );
}

/** Offers what this side may say now. */
function Steps({
  agreement: { id, status, ours },
  about,
}: {
  readonly agreement: PartnerAgreement;
  readonly about: string;
}) {
  const { t } = useText();
  const at = `${PARTNERSHIP}/agreements/${id}`;
  const isRunning = status === 'active' || status === 'agreed' || status === 'suspended';
  return (
    <div className="actions">
      {status === 'proposed' && !ours && (
        <ActionButton
          label={t('ptn.approve')}
          about={about}
          ask={t('ptn.approveAsk')}
          kind="primary"
          act={() => ({ path: `${at}/approval` })}
        />
      )}
      {isRunning && !ours?.isSuspended && (
        <ActionButton
          label={t('ptn.suspend')}
          about={about}
          text="reason"
          ask={t('ptn.suspendAsk')}
          act={(reason) => ({ path: `${at}/suspension`, body: { reason } })}
        />
      )}
      {ours?.isSuspended && status !== 'ended' && (
        <ActionButton
          label={t('ptn.resume')}
          about={about}
          text="reason"
          act={(reason) => ({ path: `${at}/resumption`, body: { reason } })}
        />
      )}
      {status !== 'ended' && (
        <ActionButton
          label={t('ptn.end')}
          about={about}
          text="reason"
          ask={t('ptn.endAsk')}
          kind="tertiary"
          act={(reason) => ({ path: `${at}/ending`, body: { reason } })}
        />
      )}
    </div>
  );
}
