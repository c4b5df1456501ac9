import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { PaymentSummary, Run, RunPage } from '@ringvirkning/payments-api';
import { usePaymentSummary, useRuns } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Input } from '../ui/forms.js';
import { ErrorNotice, Loaded } from '../ui/notices.js';
import { moneyOf } from '../table/value.js';
import { Table } from '../ui/table.js';
import { Amount, Badge, Facts, HiddenNote } from '../ui/values.js';
import { ExplanationTable, Remarks } from './explanation-table.js';
import { ContractTransfers } from './transfers.js';
import { RunCalendar } from './run-calendar.js';
import { RunActions } from './run-actions.js';

/** What the contract owes today and why, and the runs that pay it. */
export function PaymentsTab() {
  const { t } = useText();
  const { contract } = useContractContext();
  const [summary, runs] = [usePaymentSummary(contract.id), useRuns(contract.id)];
  return (
    <>
      <Loaded<PaymentSummary> query={summary}>{(data) => <Figures summary={data} />}</Loaded>
      <Section title={t('runs.title')}>
        <Loaded<RunPage> query={runs}>{({ items }) => <Runs runs={items} />}</Loaded>
        <NewRun contractId={contract.id} blocked={summary.data?.openRun != null} />
      </Section>
      <RunCalendar isOpen={Number(summary.data?.open ?? 0) > 0} />
      {runs.data?.items.some(({ status }) => status === 'authorised') && (
        <ContractTransfers contractId={contract.id} contractRef={contract.ref} />
      )}
      <Loaded<PaymentSummary> query={summary}>{(data) => <Explanation summary={data} />}</Loaded>
    </>
  );
}

function Figures({ summary }: { readonly summary: PaymentSummary }) {
  const { t, date, word } = useText();
  const { gross, excess, payable, paid, open, currency, asOf, suppressed } = summary;
  const amount = (value: string | null) => <Amount amount={value} currency={currency} />;
  return (
    <Section title={t('pay.summary')}>
      <p className="note">{t('pay.asOf', { date: date(asOf) })}</p>
      <Facts
        figures
        items={[
          [t('pay.gross'), amount(gross), t('pay.grossHint')],
          [t('pay.payable'), amount(payable)],
          [t('pay.paid'), amount(paid)],
          [t('pay.open'), amount(open)],
        ]}
      />
      {excess.length > 0 && (
        <Table
          caption={t('pay.excessCaption')}
          rows={excess}
          rowKey={({ step, cap }) => `${step}-${cap}`}
          columns={[
            { key: 'step', title: t('pay.step'), heading: true, value: ({ step }) => word('step', step) },
            { key: 'amount', title: t('pay.excess'), value: ({ amount: value }) => moneyOf(value, currency) },
          ]}
        />
      )}
      <HiddenNote when={suppressed} />
    </Section>
  );
}

function Runs({ runs }: { readonly runs: RunPage['items'] }) {
  const { t } = useText();
  const { contract } = useContractContext();
  return (
    <>
      <Table
        caption={t('runs.caption')}
        captionHidden
        rows={runs}
        rowKey={({ runId }) => runId}
        empty={t('runs.none')}
        file={{ name: [contract.ref, t('runs.title')] }}
        columns={[
          {
            key: 'no',
            title: t('runs.no'),
            heading: true,
            value: ({ no }) => t('runs.run', { no }),
            cell: ({ no, runId }) => (
              <Link to={`/contracts/${contract.id}/payments/${runId}`}>{t('runs.run', { no })}</Link>
            ),
          },
          { key: 'cutOff', title: t('runs.cutOff'), value: ({ cutOff }) => ({ day: cutOff }) },
          {
            key: 'status',
            title: t('runs.status'),
            filter: true,
            value: ({ status }) => t(`runStatus.${status}`),
            cell: ({ status }) => <Badge state={status}>{t(`runStatus.${status}`)}</Badge>,
          },
          {
            key: 'amount',
            title: t('runs.amount'),
            total: true,
            // What was cancelled is no part of the sum.
            value: ({ status, amount, currency }) => (status === 'cancelled' ? undefined : moneyOf(amount, currency)),
            cell: ({ amount, currency }) => <Amount amount={amount} currency={currency} />,
          },
          {
            key: 'act',
            title: t('table.actions'),
            cell: (run) => <RunActions {...run} about={t('runs.run', { no: run.no })} />,
          },
        ]}
      />
      <HiddenNote when={runs.some(({ suppressed }) => suppressed)} />
    </>
  );
}

function NewRun({ contractId, blocked }: { readonly contractId: string; readonly blocked: boolean }) {
  const { t } = useText();
  const may = useMay();
  const navigate = useNavigate();
  const action = useAction<Run>();
  const today = todayInDenmark(new Date());
  const [cutOff, setCutOff] = useState(today);
  if (!may('payments.run') || blocked) return null;
  const calculate = () =>
    action.mutate({
      path: `/api/payments/contracts/${contractId}/runs`,
      body: { cutOff },
      goOn: ({ runId }) => void navigate(`/contracts/${contractId}/payments/${runId}`),
    });
  return (
    <form
      className="inline-form"
      aria-label={t('runs.calculate')}
      onSubmit={(event) => {
        event.preventDefault();
        calculate();
      }}
    >
      <Input
        label={t('runs.cutOff')}
        type="date"
        required
        max={today}
        value={cutOff}
        onChange={(event) => setCutOff(event.target.value)}
      />
      <button type="submit" className="button button-secondary" disabled={action.isPending}>
        {t(action.isPending ? 'state.saving' : 'runs.calculate')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}

function Explanation({ summary }: { readonly summary: PaymentSummary }) {
  const { t } = useText();
  const { contract, party, outcome, followUp } = useContractContext();
  const { currency, payers, lines, resultDigest, unpaid, flags } = summary;
  const figure = (key: 'payable' | 'paid' | 'open') => ({
    key,
    title: t(`pay.${key}`),
    total: true,
    value: (row: PaymentSummary['payers'][number]) => moneyOf(row[key], currency),
  });
  return (
    <>
      <Section title={t('pay.lines')}>
        <ExplanationTable lines={lines} currency={currency} names={{ outcome, followUp }} of={[contract.ref]} />
        <Remarks unpaid={unpaid} flags={flags} names={{ outcome, followUp }} />
        {resultDigest && (
          <p className="note digest">
            {t('pay.digest')}: <code>{resultDigest}</code>
            <br />
            {t('pay.digestHint')}
          </p>
        )}
      </Section>
      <Section title={t('pay.payers')}>
        <Table
          caption={t('pay.payersCaption')}
          captionHidden
          rows={payers}
          file={{ name: [contract.ref, t('pay.payers')] }}
          rowKey={({ payer, budgetYear }) => `${payer}-${budgetYear}`}
          columns={[
            {
              key: 'payer',
              title: t('pay.payer'),
              heading: true,
              value: ({ payer, payerName }) => payerName || party(payer),
            },
            { key: 'year', title: t('pay.year'), value: ({ budgetYear }) => String(budgetYear) },
            figure('payable'),
            figure('paid'),
            figure('open'),
          ]}
        />
      </Section>
    </>
  );
}
