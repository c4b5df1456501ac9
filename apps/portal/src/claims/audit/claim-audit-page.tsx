import { Link, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { AuditedAct, ClaimAudit } from '@ringvirkning/outcomes-api';
import { useClaimAudit, useContract } from '../../api/queries.js';
import { useNames } from '../../contracts/use-contract-context.js';
import { auditTexts } from '../../i18n/audit-texts.js';
import { addTexts, useText } from '../../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../../layout/page.js';
import { correctedField, placeChange } from '../../people/place.js';
import { Table } from '../../ui/table.js';
import { Badge, Facts } from '../../ui/values.js';

addTexts(auditTexts);

/** The whole story of a claim on one sheet, for whoever audits: to read, to print, and as a file. */
export function ClaimAuditPage() {
  const { contractId = '', claimId = '' } = useParams();
  const { t } = useText();
  const contract = useContract(contractId);
  return (
    <LoadedPage<ClaimAudit> query={useClaimAudit(claimId)} title={t('audit.title')}>
      {(audit) => (
        <LoadedPage<ContractDetails> query={contract} title={t('audit.title')}>
          {(details) => <AuditView audit={audit} contract={details} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function AuditView({ audit, contract }: { readonly audit: ClaimAudit; readonly contract: ContractDetails }) {
  const { t, instant, count } = useText();
  const { title, outcome } = useNames(contract);
  const { claim, seal, exportedAt, exportedBy } = audit;
  return (
    <Page
      title={t('audit.title')}
      part={`${outcome(claim.outcome)} – ${claim.pseudonym}`}
      lead={
        <>
          <p>
            <Link to={`/contracts/${contract.id}/claims/${claim.claimId}`}>{title}</Link>{' '}
            <Badge state={claim.status}>{t(`status.${claim.status}`)}</Badge>
          </p>
          <p>{t('audit.lead')}</p>
          <p>{t('audit.asOf', { at: instant(exportedAt), by: exportedBy })}</p>
        </>
      }
      aside={
        <a
          className="button button-secondary"
          href={`data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(audit, null, 2))}`}
          download={`claim-${claim.claimId}.json`}
        >
          {t('audit.file')}
        </a>
      }
      onPaper
    >
      <Basics claim={claim} contract={contract} />
      <Section title={t('audit.acts')}>
        <Acts audit={audit} contract={contract} />
      </Section>
      {seal && (
        <p className="note">
          {t('audit.seal', { size: count(seal.size), at: instant(seal.at) })} <code>{seal.root}</code>
        </p>
      )}
    </Page>
  );
}

function Basics({ claim, contract }: { readonly claim: ClaimAudit['claim']; readonly contract: ContractDetails }) {
  const { t, date, share } = useText();
  const names = useNames(contract);
  return (
    <Facts
      items={[
        [t('claims.person'), <span className="pseudonym">{claim.pseudonym}</span>],
        [t('audit.outcome'), names.outcome(claim.outcome)],
        ...(claim.followUp ? [[t('claims.followUp'), names.followUp(claim.followUp)] as const] : []),
        [t('claims.on'), date(claim.on)],
        ...(claim.paidShare === null ? [] : [[t('audit.share'), share(Number(claim.paidShare))] as const]),
      ]}
    />
  );
}

interface ActsProps {
  readonly audit: ClaimAudit;
  readonly contract: ContractDetails;
}

function Acts({ audit: { acts, claim }, contract }: ActsProps) {
  const text = useText();
  const { t, word, date } = text;
  const { terms, party, organisation: nameOf } = useNames(contract);
  /** What a code of a person's history stands for: why they left, who pays since, how a follow-up was closed, why their place was wrong. */
  const codeOf = ({ kind, type, about }: AuditedAct): string | undefined => {
    if (kind !== 'person' || about === undefined) return undefined;
    if (type === 'moved') return party(about);
    return word(type === 'left' ? 'departure' : type === 'follow-up-closed' ? 'closing' : 'placeReason', about);
  };
  const noteOf = (act: AuditedAct): string => {
    const field = correctedField(act.type);
    const run = act.kind === 'payment' && t('runs.run', { no: act.about?.split(' ')[0] ?? '' });
    return [field && placeChange(terms, text, field, act), codeOf(act), run, act.note].filter(Boolean).join(', ');
  };
  /** A person with their organisation, or the part of the system that did it by itself. */
  const whoOf = ({ by, byName, organisation }: AuditedAct): string =>
    by === 'system'
      ? t('claims.system')
      : [byName ?? word('service', by), organisation && nameOf(organisation)].filter(Boolean).join(', ');
  return (
    <Table
      caption={t('audit.acts')}
      captionHidden
      rows={acts}
      rowKey={(_, index) => String(index)}
      file={{ name: [contract.ref, t('audit.title'), claim.claimId.slice(-8)] }}
      columns={[
        { key: 'at', title: t('audit.at'), value: ({ at }) => ({ at }) },
        { key: 'kind', title: t('audit.kind'), filter: true, value: ({ kind }) => t(`auditKind.${kind}`) },
        {
          key: 'what',
          title: t('audit.what'),
          heading: true,
          value: ({ type, on }) => `${word('auditType', type)}${on === undefined ? '' : ` (${date(on)})`}`,
        },
        { key: 'who', title: t('audit.who'), value: whoOf },
        { key: 'note', title: t('audit.note'), value: noteOf },
      ]}
    />
  );
}
