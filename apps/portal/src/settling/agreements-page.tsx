import { Link, useParams } from 'react-router';
import type { BenefitAgreement, Settlement } from '@ringvirkning/benefits-api';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { useContract } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useNames } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { AgreementDraft } from './agreement-draft.js';
import { useAgreements, useSettlements } from './queries.js';

/** Benefit-sharing agreements of a contract, their settlements, and a place to draft another. */
export function AgreementsPage() {
  const { contractId = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={useContract(contractId)} title={t('share.title')}>
      {(contract) => <Agreements contract={contract} />}
    </LoadedPage>
  );
}

function Agreements({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const may = useMay();
  const { title } = useNames(contract);
  const [agreements, settlements] = [useAgreements(contract.id), useSettlements(contract.id)];
  return (
    <Page
      title={t('share.title')}
      part={title}
      lead={<Link to={`/contracts/${contract.id}/benefits`}>{title}</Link>}
      onPaper
    >
      <p>{t('share.intro')}</p>
      <Loaded<{ items: readonly BenefitAgreement[] }> query={agreements}>
        {({ items }) => <AgreementList items={items} />}
      </Loaded>
      <Section title={t('share.settlements')}>
        <Loaded<{ items: readonly Settlement[] }> query={settlements}>
          {({ items }) => <SettlementList items={items} />}
        </Loaded>
        <p>
          <Link to={`/contracts/${contract.id}/year-end`}>{t('share.yearEnd')}</Link>
        </p>
      </Section>
      {may('benefits.draft-agreements') && (
        <Section title={t('share.draft')} seldom>
          <AgreementDraft contract={contract} />
        </Section>
      )}
    </Page>
  );
}

function AgreementList({ items }: { readonly items: readonly BenefitAgreement[] }) {
  const { t, say } = useText();
  return (
    <Table
      caption={t('share.title')}
      captionHidden
      rows={items}
      empty={t('share.none')}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'title',
          title: t('share.agreement'),
          heading: true,
          value: ({ title }) => say(title),
          cell: ({ id, title }) => <Link to={`/benefit-agreements/${id}`}>{say(title)}</Link>,
        },
        { key: 'version', title: t('share.version'), value: ({ version }) => version },
        { key: 'period', title: t('share.period'), value: ({ period: { from, to } }) => `${from}–${to}` },
        { key: 'sides', title: t('share.sides'), value: ({ sides }) => sides.map(({ name }) => say(name)).join(', ') },
        {
          key: 'state',
          title: t('share.state'),
          value: ({ inForce }) => t(inForce ? 'share.inForce' : 'share.notInForce'),
          cell: ({ inForce }) => (
            <Badge state={inForce ? 'active' : 'draft'}>{t(inForce ? 'share.inForce' : 'share.notInForce')}</Badge>
          ),
        },
      ]}
    />
  );
}

/** Settlements, newest first. */
export function SettlementList({ items }: { readonly items: readonly Settlement[] }) {
  const { t, say, word } = useText();
  return (
    <Table
      caption={t('share.settlements')}
      captionHidden
      rows={items}
      empty={t('share.noSettlements')}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'no',
          title: t('share.settlement'),
          heading: true,
          value: ({ no, title }) => `${say(title)}, ${t('share.no', { no })}`,
          cell: ({ id, no, title }) => (
            <Link to={`/settlements/${id}`}>{`${say(title)}, ${t('share.no', { no })}`}</Link>
          ),
        },
        { key: 'through', title: t('share.through'), value: ({ through }) => String(through) },
        {
          key: 'amount',
          title: t('share.amount'),
          value: ({ netted, currency }) =>
            moneyOf(String(netted.reduce((sum, { amount }) => sum + BigInt(amount), 0n)), currency),
        },
        {
          key: 'state',
          title: t('share.state'),
          value: ({ state }) => word('share.state', state),
          cell: ({ state }) => <Badge state={state}>{word('share.state', state)}</Badge>,
        },
      ]}
    />
  );
}
