import { Link, useParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { Run, RunDifference } from '@ringvirkning/payments-api';
import { useContract, useRun, useRunDifference } from '../api/queries.js';
import { useNames } from '../contracts/use-contract-context.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { partnerPaymentTexts } from '../i18n/partner-payment-texts.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { Loaded } from '../ui/notices.js';
import { moneyOf } from '../table/value.js';
import { Table } from '../ui/table.js';
import { Amount, Badge, Facts, HiddenNote } from '../ui/values.js';
import { AppropriationLeft } from './appropriation-left.js';
import { ExplanationTable, Remarks } from './explanation-table.js';
import { RunActions } from './run-actions.js';
import { RunTransfers } from './transfers.js';
import { RunClaims } from './run-claims.js';
import { DifferenceView } from './run-difference.js';

addTexts(partnerPaymentTexts);

/** One payment run: what it pays, how it was computed, who stood for it. */
export function RunPage() {
  const { contractId = '', runId = '' } = useParams();
  const [contract, run] = [useContract(contractId), useRun(runId)];
  const { t } = useText();
  return (
    <LoadedPage<ContractDetails> query={contract} title={t('runs.one')}>
      {(its) => (
        <LoadedPage<Run> query={run} title={t('runs.one')}>
          {(data) => <RunView key={data.runId} run={data} contract={its} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function RunView({ run, contract }: { readonly run: Run; readonly contract: ContractDetails }) {
  const { t, date } = useText();
  const names = useNames(contract);
  const difference = useRunDifference(run.runId);
  const { currency, no, status, cutOff } = run;
  const amount = (value: string | null) => <Amount amount={value} currency={currency} />;
  const actions =
    status === 'calculated' && !difference.data ? undefined : (
      <RunActions {...run} shown={difference.data?.digest ?? undefined} />
    );
  const lead = (
    <p>
      <Link to={`/contracts/${contract.id}/payments`}>{names.title}</Link> · {t('runs.cutOff')} {date(cutOff)} ·{' '}
      <Badge state={status}>{t(`runStatus.${status}`)}</Badge>
    </p>
  );
  return (
    <Page title={t('runs.run', { no })} part={names.title} lead={lead} aside={actions} onPaper>
      <Facts
        figures
        items={[
          [t('runs.amount'), amount(run.amount)],
          [t('runs.paidBefore'), amount(run.paidBefore)],
          [t('pay.payable'), amount(run.payable)],
          [t('pay.gross'), amount(run.gross), t('pay.grossHint')],
        ]}
      />
      <HiddenNote when={run.suppressed} />
      <Signatures run={run} />
      <Section title={t('diff.title')}>
        <Loaded<RunDifference> query={difference}>
          {(data) => <DifferenceView difference={data} names={names} of={[run.contractRef, t('runs.run', { no })]} />}
        </Loaded>
      </Section>
      <Section title={t('runs.settlements')}>
        <Settlements run={run} party={names.party} />
      </Section>
      {(status === 'calculated' || status === 'certified') && (
        <AppropriationLeft at={`/api/payments/runs/${run.runId}`} contractId={contract.id} />
      )}
      {status === 'authorised' && <RunTransfers run={run} />}
      {run.partners.length > 0 && (
        <Section title={t('runs.partners')}>
          <PartnersParts run={run} />
        </Section>
      )}
      {difference.data?.digest && <RunClaims run={run} names={names} />}
      <Section title={t('diff.whole')}>
        <ExplanationTable
          lines={run.lines}
          currency={currency}
          names={names}
          of={[run.contractRef, t('runs.run', { no })]}
        />
        <Remarks {...run} names={names} />
        {run.resultDigest && (
          <>
            <p className="note digest">
              {t('pay.digest')}: <code>{run.resultDigest}</code>
              <br />
              {t('pay.digestHint')}
            </p>
            <p>
              <a href={`/api/payments/runs/${run.runId}/bundle`} download={`${run.contractRef}-${no}.json`}>
                {t('runs.bundle')}
              </a>
            </p>
          </>
        )}
      </Section>
    </Page>
  );
}

function Signatures({ run }: { readonly run: Run }) {
  const { t, instant } = useText();
  const signed = (['calculated', 'certified', 'authorised', 'cancelled'] as const).flatMap((step) => {
    const signature = run[step];
    return signature
      ? [[t(`runs.${step}By`), t('runs.signed', { by: signature.name, at: instant(signature.at) })] as const]
      : [];
  });
  return <Facts items={signed} />;
}

function Settlements({ run, party }: { readonly run: Run; party(id: string): string }) {
  const { t } = useText();
  const figure = (key: 'payable' | 'paidBefore' | 'amount', title: string) => ({
    key,
    title,
    total: true,
    value: (row: Run['settlements'][number]) => moneyOf(row[key], run.currency),
  });
  return (
    <Table
      caption={t('runs.settlementsCaption')}
      captionHidden
      rows={run.settlements}
      file={{ name: [run.contractRef, t('runs.run', { no: run.no }), t('runs.settlements')] }}
      rowKey={({ payer, payee, budgetYear }) => `${payer}-${payee}-${budgetYear}`}
      columns={[
        { key: 'payer', title: t('pay.payer'), heading: true, value: ({ payer }) => party(payer) },
        { key: 'payee', title: t('pay.payee'), value: ({ payee }) => party(payee) },
        { key: 'year', title: t('pay.year'), value: ({ budgetYear }) => String(budgetYear) },
        figure('payable', t('pay.payable')),
        figure('paidBefore', t('runs.paidBefore')),
        figure('amount', t('runs.amount')),
      ]}
    />
  );
}

/** What was claimed of municipalities that pay from an instance of their own, and how far that is. */
function PartnersParts({ run }: { readonly run: Run }) {
  const { t, word } = useText();
  const isTold = run.partners.some(({ reason }) => reason !== null);
  return (
    <>
      <p className="note">{t('runs.partnersHint')}</p>
      <Table
        caption={t('runs.partners')}
        captionHidden
        rows={run.partners}
        rowKey={({ member }) => member}
        columns={[
          { key: 'member', title: t('runs.partner'), heading: true, value: ({ memberName }) => memberName },
          { key: 'amount', title: t('runs.partAmount'), value: ({ amount }) => moneyOf(amount, run.currency) },
          {
            key: 'status',
            title: t('runs.status'),
            value: ({ status }) => t(`partStatus.${status}`),
            cell: ({ status }) => <Badge state={status}>{t(`partStatus.${status}`)}</Badge>,
          },
          { key: 'at', title: t('runs.partAt'), value: ({ at }) => (at === null ? undefined : { at }) },
          ...(isTold
            ? [
                {
                  key: 'reason',
                  title: t('runs.partReason'),
                  value: ({ reason, status }: Run['partners'][number]) =>
                    reason === null ? undefined : status === 'objected' ? reason : word('partReason', reason),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
