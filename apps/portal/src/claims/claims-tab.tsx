import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { BulkStep, Claim } from '@ringvirkning/outcomes-api';
import { allClaims, useClaims } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Select } from '../ui/forms.js';
import { Loaded, SuccessNotice } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';

const STATUSES = [
  'claimed',
  'attested',
  'verified',
  'disputed',
  'final',
  'returned',
  'refused',
  'rejected',
  'annulled',
  'reversed',
] as const;

export function ClaimsTab() {
  const { t } = useText();
  const { contract } = useContractContext();
  const [choice, setChoice] = useSearchParams();
  const status = choice.get('status') ?? undefined;
  const claims = useClaims(contract.id, status);
  return (
    <Section title={t('claims.title')} aside={<ClaimLinks contractId={contract.id} />}>
      <div className="toolbar">
        <Select
          label={t('claims.status')}
          value={status ?? ''}
          onChange={(event) => setChoice(event.target.value ? { status: event.target.value } : {}, { replace: true })}
        >
          <option value="">{t('claims.allStatuses')}</option>
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {t(`status.${one}`)}
            </option>
          ))}
        </Select>
        <BulkActions contractId={contract.id} />
      </div>
      <Loaded query={claims}>
        {({ pages }) => (
          <ClaimTable claims={pages.flatMap(({ items }) => items)} status={status} partly={claims.hasNextPage} />
        )}
      </Loaded>
      {claims.hasNextPage && (
        <p>
          <button
            type="button"
            className="button button-secondary"
            disabled={claims.isFetchingNextPage}
            onClick={() => void claims.fetchNextPage()}
          >
            {t('state.more')}
          </button>
        </p>
      )}
    </Section>
  );
}

function ClaimLinks({ contractId }: { readonly contractId: string }) {
  const { t } = useText();
  const may = useMay();
  return (
    <span className="actions">
      {may('outcomes.claim') && (
        <Link className="button button-primary" to={`/contracts/${contractId}/claims/new`}>
          {t('claims.new')}
        </Link>
      )}
      {may('outcomes.import') && (
        <Link className="button button-secondary" to={`/contracts/${contractId}/claims/import`}>
          {t('claims.upload')}
        </Link>
      )}
    </span>
  );
}

function BulkActions({ contractId }: { readonly contractId: string }) {
  const { t } = useText();
  const may = useMay();
  const [result, setResult] = useState<BulkStep>();
  const bulk = (step: 'attestations' | 'verifications') => () => ({
    path: `/api/outcomes/contracts/${contractId}/${step}`,
    body: { all: true },
    done: setResult,
  });
  return (
    <>
      {may('outcomes.attest') && (
        <ActionButton<BulkStep>
          label={t('claims.attestAll')}
          ask={`${t('claims.attestAll')}?`}
          act={bulk('attestations')}
        />
      )}
      {may('outcomes.verify') && (
        <ActionButton<BulkStep>
          label={t('claims.verifyAll')}
          ask={`${t('claims.verifyAll')}?`}
          act={bulk('verifications')}
        />
      )}
      {result && (
        <SuccessNotice>
          {t('claims.bulkDone', { done: result.done, finalised: result.finalised, skipped: result.skipped })}
        </SuccessNotice>
      )}
    </>
  );
}

interface ClaimTableProps {
  readonly claims: readonly Claim[];
  readonly status: string | undefined;
  /** Whether there are more than are here. */
  readonly partly: boolean;
}

function ClaimTable({ claims, status: chosen, partly }: ClaimTableProps) {
  const { t, word } = useText();
  const may = useMay();
  const { contract, outcome, followUp } = useContractContext();
  return (
    <Table
      caption={t('claims.caption')}
      captionHidden
      rows={claims}
      rowKey={({ claimId }) => claimId}
      empty={t('claims.none')}
      file={{
        name: [contract.ref, t('claims.title'), chosen && word('status', chosen)],
        all: partly ? () => allClaims(contract.id, chosen) : undefined,
      }}
      columns={[
        {
          key: 'person',
          title: t('claims.person'),
          heading: true,
          value: ({ pseudonym }) => pseudonym,
          cell: ({ claimId, pseudonym }) => (
            <Link to={`/contracts/${contract.id}/claims/${claimId}`} className="pseudonym">
              {pseudonym}
            </Link>
          ),
        },
        {
          key: 'outcome',
          title: t('claims.outcome'),
          filter: true,
          value: (claim) =>
            [outcome(claim.outcome), claim.followUp && followUp(claim.followUp)].filter(Boolean).join(', '),
          cell: (claim) => (
            <>
              {outcome(claim.outcome)}
              {claim.followUp && <span className="cell-note">{followUp(claim.followUp)}</span>}
            </>
          ),
        },
        { key: 'on', title: t('claims.on'), value: ({ on }) => ({ day: on }) },
        claims.some(({ quantity }) => quantity !== '1') && {
          key: 'quantity',
          title: t('claims.quantity'),
          value: ({ quantity }) => ({ decimal: quantity }),
        },
        {
          key: 'status',
          title: t('claims.status'),
          value: ({ status }) => t(`status.${status}`),
          cell: ({ status }) => <Badge state={status}>{t(`status.${status}`)}</Badge>,
        },
        {
          key: 'act',
          title: t('table.actions'),
          cell: ({ claimId, pseudonym, status }) => (
            <Link to={`/contracts/${contract.id}/claims/${claimId}`}>
              {t(
                (status === 'claimed' && may('outcomes.attest')) || (status === 'attested' && may('outcomes.verify'))
                  ? 'review.open'
                  : 'claims.details',
              )}
              <span className="sr-only"> – {pseudonym}</span>
            </Link>
          ),
        },
      ]}
    />
  );
}
