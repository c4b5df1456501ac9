import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { AgreementSimulation, BenefitAgreement, Settlement } from '@ringvirkning/benefits-api';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { useContract } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { useNames } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { TextArea } from '../ui/forms.js';
import { ErrorNotice, Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { Simulated } from './due-view.js';
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
      </Section>
      {may('benefits.draft-agreements') && (
        <Section title={t('share.draft')} seldom>
          <Draft contractId={contract.id} />
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

function Draft({ contractId }: { readonly contractId: string }) {
  const { t } = useText();
  const go = useNavigate();
  const [text, setText] = useState('');
  const [result, setResult] = useState<AgreementSimulation>();
  const [saving, trying] = [useAction<BenefitAgreement>(), useAction<AgreementSimulation>()];
  const at = `/api/benefits/contracts/${contractId}/agreements`;
  const document = { body: text, contentType: 'application/yaml' };
  const error = saving.error ?? trying.error;
  return (
    <>
      <TextArea
        label={t('share.text')}
        hint={t('share.draftHint')}
        rows={16}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {error && <ErrorNotice error={error} focus />}
      <span className="actions">
        <button
          type="button"
          className="button button-secondary"
          disabled={trying.isPending || text.trim() === ''}
          onClick={() => trying.mutate({ path: `${at}/simulation`, ...document, done: setResult })}
        >
          {t('share.tryOut')}
        </button>
        <button
          type="button"
          className="button button-primary"
          disabled={saving.isPending || text.trim() === ''}
          onClick={() =>
            saving.mutate({ path: at, ...document, goOn: ({ id }) => void go(`/benefit-agreements/${id}`) })
          }
        >
          {t('share.save')}
        </button>
      </span>
      {result && <Simulated data={result} sides={[]} />}
    </>
  );
}
