import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { Due } from '@ringvirkning/payments-api';
import { usePaymentDue } from '../api/queries.js';
import { useText } from '../i18n/i18n.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { Table } from '../ui/table.js';
import { Amount, Badge, Facts } from '../ui/values.js';
import { AppropriationLeft } from './appropriation-left.js';
import { PaymentDueActions } from './payment-due-actions.js';

/** One claim of another municipality: whose contract, what for, to whom, and who here stands for it. */
export function PaymentDuePage() {
  const { dueId = '' } = useParams();
  const { t } = useText();
  return (
    <LoadedPage<Due> query={usePaymentDue(dueId)} title={t('nav.paymentsDue')}>
      {(due) => <DueView key={due.dueId} due={due} />}
    </LoadedPage>
  );
}

function DueView({ due }: { readonly due: Due }) {
  const { t, date } = useText();
  const { fromName, number, currency, status, toBook, amount } = due;
  const contract = due.contractTitle ?? due.contractRef;
  const title = `${fromName}, ${t('owed.run', { no: number }).toLowerCase()}`;
  const lead = (
    <p>
      <Link to="/payments-due">{t('nav.paymentsDue')}</Link> · {t('owed.lead', { from: fromName, contract })} ·{' '}
      {t('runs.cutOff')} {date(due.cutOff)} · <Badge state={status}>{t(`owedStatus.${status}`)}</Badge>
    </p>
  );
  const bookedTitle = t(status === 'authorised' ? 'owed.booked' : 'owed.toBook');
  const bookedHint = toBook === amount ? undefined : t('owed.toBookHint');
  const booked =
    toBook === null
      ? []
      : [[bookedTitle, <Amount key="book" amount={toBook} currency={currency} />, bookedHint] as const];
  const actions = <PaymentDueActions {...due} amount={toBook ?? amount} />;
  return (
    <Page title={title} part={t('owed.one')} lead={lead} aside={actions} onPaper>
      <Notices due={due} />
      <Facts
        figures
        items={[[t('owed.amount'), <Amount key="amount" amount={amount} currency={currency} />], ...booked]}
      />
      <Signatures due={due} />
      <Section title={t('owed.payments')}>
        <Payments due={due} />
      </Section>
      {(status === 'received' || status === 'certified') && (
        <AppropriationLeft at={`/api/payments/due/${due.dueId}`} contractId={due.contractId} />
      )}
      <Section title={t('owed.lines')}>
        <p className="note">{t('owed.linesHint')}</p>
        <Lines due={due} />
      </Section>
      <Section title={t('owed.proof')}>
        <p className="note digest">
          {t('owed.terms')}: <code>{due.termsDigest}</code>
          <br />
          {t('owed.facts')}: <code>{due.factsDigest}</code>
          <br />
          {t('owed.claim')}: <code>{due.claimDigest}</code>
        </p>
      </Section>
    </Page>
  );
}

function Notices({ due: { waitsFor, fault, answerRefused, fromName: from } }: { readonly due: Due }) {
  const { t, word } = useText();
  return (
    <>
      {waitsFor && <Alert tone="info">{t(`owed.waits.${waitsFor}`)}</Alert>}
      {fault && <Alert tone="warning">{`${t('owed.fault')} ${word('partReason', fault)}`}</Alert>}
      {answerRefused && (
        <Alert tone="error">
          {t('owed.answerRefused', { from, reason: word('partReason', answerRefused.reason) })}
          <br />
          {t('owed.answerRefusedDo', { from })}
        </Alert>
      )}
    </>
  );
}

function Alert({ tone, children }: { readonly tone: 'info' | 'warning' | 'error'; readonly children: ReactNode }) {
  return (
    <div className={`alert alert-${tone} notice`}>
      <p className="alert-text">{children}</p>
    </div>
  );
}

function Signatures({ due: { certified, authorised, objected } }: { readonly due: Due }) {
  const { t, instant } = useText();
  const signed = (label: string, signature: Due['certified']) =>
    signature ? [[label, t('runs.signed', { by: signature.name, at: instant(signature.at) })] as const] : [];
  return (
    <Facts
      items={[
        ...signed(t('runs.certifiedBy'), certified),
        ...signed(t('runs.authorisedBy'), authorised),
        ...signed(t('owed.objectedBy'), objected),
        ...(objected ? [[t('runs.partReason'), objected.reason] as const] : []),
      ]}
    />
  );
}

function Payments({ due }: { readonly due: Due }) {
  const { t } = useText();
  const { currency, payments, status } = due;
  const figure = (key: 'payable' | 'before' | 'toBook', title: string) => ({
    key,
    title,
    total: true,
    value: (row: Due['payments'][number]) => moneyOf(row[key] ?? undefined, currency),
  });
  return (
    <Table
      caption={t('owed.payments')}
      captionHidden
      rows={payments}
      file={{ name: [due.contractRef, t('owed.run', { no: due.number }), t('owed.payments')] }}
      rowKey={({ payer, payee, budgetYear }) => `${payer}-${payee}-${budgetYear}`}
      columns={[
        { key: 'payee', title: t('pay.payee'), heading: true, value: ({ payeeName }) => payeeName },
        { key: 'payer', title: t('pay.payer'), value: ({ payerName }) => payerName },
        { key: 'year', title: t('pay.year'), value: ({ budgetYear }) => String(budgetYear) },
        figure('payable', t('pay.payable')),
        figure('before', t('owed.before')),
        ...(due.toBook === null ? [] : [figure('toBook', t(status === 'authorised' ? 'owed.booked' : 'owed.toBook'))]),
      ]}
    />
  );
}

function Lines({ due }: { readonly due: Due }) {
  const { t, say } = useText();
  const nameOf = ({ outcome, outcomeName, followUp, followUpName }: Due['lines'][number]): string => {
    if (outcome === null) return t('owed.together');
    const point = followUpName ? say(followUpName) : followUp;
    return [outcomeName ? say(outcomeName) : outcome, point].filter(Boolean).join(', ');
  };
  return (
    <Table
      caption={t('owed.lines')}
      captionHidden
      rows={due.lines}
      file={{ name: [due.contractRef, t('owed.run', { no: due.number }), t('owed.lines')] }}
      rowKey={({ payer, outcome, followUp, budgetYear }) => `${payer}-${outcome}-${followUp}-${budgetYear}`}
      columns={[
        { key: 'outcome', title: t('owed.outcome'), heading: true, value: nameOf },
        { key: 'year', title: t('pay.year'), value: ({ budgetYear }) => String(budgetYear) },
        {
          key: 'payable',
          title: t('pay.payable'),
          total: true,
          value: ({ payable }) => moneyOf(payable, due.currency),
        },
      ]}
    />
  );
}
