import { useId, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { BulkStep, Claim } from '@ringvirkning/outcomes-api';
import { allClaims, useClaims } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { onlyOne, usePaused, useSuggested } from '../people/people-queries.js';
import { Input, Select } from '../ui/forms.js';
import { More } from '../ui/more.js';
import { ErrorNotice, Loaded, SuccessNotice } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { PeopleFitting } from './claim-fields.js';

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
  const { t, count } = useText();
  const fitting = useId();
  const { contract } = useContractContext();
  const [choice, setChoice] = useSearchParams();
  const status = choice.get('status') ?? undefined;
  // Whom somebody looks for stands in no address.
  const [written, setWritten] = useState('');
  const name = usePaused(written).trim();
  const found = useSuggested(contract.id, name);
  const fits = found.isPlaceholderData ? undefined : found.data;
  const participantId = name && fits ? onlyOne(name, fits)?.participantId : undefined;
  const isOpen = name === '' || participantId !== undefined;
  const claims = useClaims(contract.id, status, participantId, isOpen);
  return (
    <Section title={t('claims.title')} aside={<ClaimLinks contractId={contract.id} />}>
      <div className="toolbar">
        <Input
          label={t('claims.find')}
          type="search"
          list={fitting}
          autoComplete="off"
          spellCheck={false}
          value={written}
          onChange={(event) => setWritten(event.target.value)}
        />
        <PeopleFitting id={fitting} people={fits?.items} />
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
      {found.error && <ErrorNotice error={found.error} />}
      {!isOpen && fits && (
        <p role="status">
          {fits.count === 0 ? t('newClaim.unknownPerson') : t('claims.findMore', { count: count(fits.count) })}
        </p>
      )}
      {isOpen && (
        <Loaded query={claims}>
          {({ pages }) => (
            <ClaimTable
              claims={pages.flatMap(({ items }) => items)}
              status={status}
              all={claims.hasNextPage ? () => allClaims(contract.id, status, participantId) : undefined}
            />
          )}
        </Loaded>
      )}
      {isOpen && <More of={claims} />}
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
  /** Fetches them all, where there are more than are here. */
  readonly all: (() => Promise<readonly Claim[]>) | undefined;
}

function ClaimTable({ claims, status: chosen, all }: ClaimTableProps) {
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
        all,
        // A search among those that are here would miss the others.
        searched: all !== undefined,
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
          value: ({ status, version }) =>
            [t(`status.${status}`), version > 1 && t('claims.corrected', { version })].filter(Boolean).join(', '),
          cell: ({ status, version }) => (
            <>
              <Badge state={status}>{t(`status.${status}`)}</Badge>
              {version > 1 && <span className="cell-note">{t('claims.corrected', { version })}</span>}
            </>
          ),
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
