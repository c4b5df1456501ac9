import { Link, useParams } from 'react-router';
import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { useClaim, useContract } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useNames } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { Table } from '../ui/table.js';
import { Badge, Facts } from '../ui/values.js';
import { ClaimActions, ObjectionActions } from './claim-actions.js';

/** One claim: what is claimed, how the checks judged it, what happened since, and what can be done now. */
export function ClaimPage() {
  const { contractId = '', claimId = '' } = useParams();
  const [contract, claim] = [useContract(contractId), useClaim(claimId)];
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={contract} title={t('claims.one')}>
      {(its) => (
        <LoadedPage<ClaimDetails> query={claim} title={t('claims.one')}>
          {(data) => <ClaimView key={data.claimId} claim={data} contract={its} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function ClaimView({ claim, contract }: { readonly claim: ClaimDetails; readonly contract: ContractDetails }) {
  const { t, date, decimal, instant, word } = useText();
  const names = useNames(contract);
  const { pseudonym, status, objectionEndsAt } = claim;
  const lead = (
    <p>
      <Link to={`/contracts/${contract.id}/claims`}>{names.title}</Link> ·{' '}
      <Badge state={status}>{t(`status.${status}`)}</Badge>
      {status === 'verified' && objectionEndsAt && <> {t('claims.objectionEnds', { at: instant(objectionEndsAt) })}</>}
    </p>
  );
  return (
    <Page
      title={`${names.outcome(claim.outcome)} – ${pseudonym}`}
      lead={lead}
      aside={<ClaimActions {...claim} outcome={names.outcome(claim.outcome)} />}
    >
      <Facts
        items={[
          [t('claims.person'), <span className="pseudonym">{pseudonym}</span>],
          ...(claim.followUp ? [[t('claims.followUp'), names.followUp(claim.followUp)] as const] : []),
          [t('claims.on'), date(claim.on)],
          [t('claims.quantity'), decimal(claim.quantity)],
          ...(claim.externalRef ? [[t('claims.externalRef'), claim.externalRef] as const] : []),
        ]}
      />
      <Checks claim={claim} />
      <Section title={t('claims.evidence')}>
        {claim.evidence.length === 0 ? (
          <p>{t('claims.noEvidence')}</p>
        ) : (
          <ul>
            {claim.evidence.map(({ digest, source, legalBasis }) => (
              <li key={digest}>
                {word('source', source)}
                {legalBasis && `, ${legalBasis}`}
                <br />
                <code className="digest">{digest}</code>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Objections claim={claim} />
      <Section title={t('claims.history')}>
        <Table
          caption={t('claims.history')}
          captionHidden
          rows={claim.history}
          rowKey={(_, index) => String(index)}
          columns={[
            { key: 'at', title: t('claims.at'), cell: ({ at }) => instant(at) },
            { key: 'step', title: t('claims.step'), heading: true, cell: ({ type }) => t(`fact.${type}`) },
            {
              key: 'by',
              title: t('claims.by'),
              cell: ({ by, byName }) => byName ?? (by.startsWith('system') ? t('claims.system') : by),
            },
            { key: 'note', title: t('claims.note'), cell: ({ note }) => note ?? '–' },
          ]}
        />
      </Section>
    </Page>
  );
}

function Checks({ claim }: { readonly claim: ClaimDetails }) {
  const { t, say } = useText();
  return (
    <Section title={t('claims.checks')}>
      <ul className="checks">
        {claim.checks.map(({ check, passed, severity, da, en }) => {
          const state = passed ? 'passed' : severity === 'warning' ? 'warning' : 'failed';
          return (
            <li key={check}>
              <Badge state={state}>{t(`claims.${state}`)}</Badge>{' '}
              <span>
                {t(`check.${check}`)}
                {!passed && da && en && <span className="cell-note">{say({ da, en })}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Objections({ claim }: { readonly claim: ClaimDetails }) {
  const { t, instant } = useText();
  const may = useMay();
  if (claim.objections.length === 0) return null;
  return (
    <Section title={t('claims.objections')}>
      <Table
        caption={t('claims.objections')}
        captionHidden
        rows={claim.objections}
        rowKey={({ objectionId }) => objectionId}
        columns={[
          { key: 'reason', title: t('act.reason'), heading: true, cell: ({ reason }) => reason },
          { key: 'by', title: t('claims.by'), cell: ({ organisation }) => organisation },
          { key: 'at', title: t('claims.at'), cell: ({ raisedAt }) => instant(raisedAt) },
          { key: 'state', title: t('claims.status'), cell: ({ decision }) => t(`claims.${decision ?? 'open'}`) },
          may('outcomes.decide-objection') && {
            key: 'act',
            title: t('table.actions'),
            cell: ({ objectionId, decision, reason }) =>
              decision === null && <ObjectionActions objectionId={objectionId} about={reason} />,
          },
        ]}
      />
    </Section>
  );
}
