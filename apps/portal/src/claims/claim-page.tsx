import { Link, useParams } from 'react-router';
import type { ClaimDetails } from '@ringvirkning/outcomes-api';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { useClaim, useContract } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useNames } from '../contracts/use-contract-context.js';
import { auditTexts } from '../i18n/audit-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { ClaimVersions } from '../people/claim-versions.js';
import { CorrectLink } from '../people/correct-link.js';
import { WhyBack } from '../people/why-back.js';
import { Table } from '../ui/table.js';
import { Badge, Facts } from '../ui/values.js';
import { LaterSteps, ObjectionActions } from './claim-actions.js';
import { Checks } from './review/checks.js';
import { Decide } from './review/decide.js';
import { EarlierClaims } from './review/earlier-claims.js';
import { EvidenceSection } from './review/evidence-section.js';
import { RuleSection } from './review/rule-section.js';

addTexts(auditTexts);

/** One claim beside its evidence: what is claimed, what the rule says, how the checks judged it, and the decision that this person may take. */
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

interface ViewProps {
  readonly claim: ClaimDetails;
  readonly contract: ContractDetails;
}

function ClaimView({ claim, contract }: ViewProps) {
  const { t, instant, date } = useText();
  const may = useMay();
  const names = useNames(contract);
  const { pseudonym, status, objectionEndsAt } = claim;
  const title = `${names.outcome(claim.outcome)} – ${pseudonym}`;
  const lead = (
    <p>
      <Link to={`/contracts/${contract.id}/claims`}>{names.title}</Link> ·{' '}
      <Badge state={status}>{t(`status.${status}`)}</Badge>
      {status === 'verified' && objectionEndsAt && <> {t('claims.objectionEnds', { at: instant(objectionEndsAt) })}</>}
    </p>
  );
  return (
    <Page
      title={title}
      part={claim.followUp === null ? date(claim.on) : names.followUp(claim.followUp)}
      lead={lead}
      aside={
        <>
          <LaterSteps {...claim} outcome={names.outcome(claim.outcome)} />
          <CorrectLink claim={claim} />
          {status === 'final' && may('benefits.tell-facts') && (
            <Link className="button button-tertiary" to={`/contracts/${contract.id}/claims/${claim.claimId}/facts`}>
              {t('claims.facts')}
            </Link>
          )}
        </>
      }
    >
      <WhyBack claim={claim} />
      <div className="review">
        <div className="review-claim">
          <Claimed claim={claim} contract={contract} />
          <RuleSection claim={claim} terms={names.terms} />
          <Checks claim={claim} />
        </div>
        <div className="review-evidence">
          <EvidenceSection claim={claim} />
        </div>
      </div>
      <EarlierClaims claim={claim} contract={contract} />
      {claim.versions.length > 0 && (
        <Section title={t('correct.versions')}>
          <ClaimVersions claim={claim} />
        </Section>
      )}
      <Objections claim={claim} contract={contract} />
      <History claim={claim} />
      <Decide claim={claim} about={title} />
    </Page>
  );
}

function Claimed({ claim, contract }: ViewProps) {
  const { t, date, decimal } = useText();
  const names = useNames(contract);
  return (
    <Facts
      items={[
        [
          t('claims.person'),
          <Link to={`/contracts/${contract.id}/participants/${claim.participantId}`} className="pseudonym">
            {claim.pseudonym}
          </Link>,
        ],
        ...(claim.followUp ? [[t('claims.followUp'), names.followUp(claim.followUp)] as const] : []),
        [t('claims.on'), date(claim.on)],
        ...(claim.quantity === '1' ? [] : [[t('claims.quantity'), decimal(claim.quantity)] as const]),
        ...(claim.externalRef ? [[t('claims.externalRef'), claim.externalRef] as const] : []),
      ]}
    />
  );
}

function History({ claim }: { readonly claim: ClaimDetails }) {
  const may = useMay();
  const { t, instant } = useText();
  return (
    <Section
      title={t('claims.history')}
      aside={
        may('outcomes.export-audit') && (
          <Link className="button button-secondary" to={`/contracts/${claim.contractId}/claims/${claim.claimId}/audit`}>
            {t('audit.open')}
          </Link>
        )
      }
    >
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
          { key: 'note', title: t('claims.note'), value: ({ note }) => note ?? undefined },
        ]}
      />
    </Section>
  );
}

function Objections({ claim, contract }: ViewProps) {
  const { t, instant } = useText();
  const { organisation: nameOf } = useNames(contract);
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
          { key: 'by', title: t('claims.by'), cell: ({ organisation }) => nameOf(organisation) },
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
