import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { operationTexts } from '../i18n/operation-texts.js';
import { watchTexts } from '../i18n/watch-texts.js';
import { Page, Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { Attention } from './attention.js';
import { GivenBack } from './given-back.js';
import { LastHours } from './last-hours.js';
import {
  useDeadLetters,
  useOperations,
  type DeadLetterPage,
  type Operations,
  type ServiceOperations,
} from './operations.js';
import { ReconciliationTable } from './reconciliation.js';
import { SealedLogs } from './sealed-logs.js';
import { EventPlace, eventName } from './event-name.js';

addTexts(operationTexts);
addTexts(watchTexts);

/** One board: what runs, what waits, what failed, whether the books balance. */
export function OperationsPage() {
  const { t, instant } = useText();
  const operations = useOperations();
  return (
    <Page
      title={t('ops.title')}
      lead={
        operations.dataUpdatedAt > 0 && (
          <p>{t('ops.updated', { at: instant(new Date(operations.dataUpdatedAt).toISOString()) })}</p>
        )
      }
    >
      <Loaded<Operations> query={operations}>{({ services }) => <Board services={services} />}</Loaded>
    </Page>
  );
}

function Board({ services }: { readonly services: readonly ServiceOperations[] }) {
  const { t } = useText();
  const failing = services.filter(({ report }) => (report?.messaging?.deadLetters ?? 0) > 0);
  return (
    <>
      <Section title={t('ops.attention')}>
        <Attention services={services} />
      </Section>
      <Section title={t('ops.services')}>
        <Services services={services} />
      </Section>
      <Section title={t('watch.title')}>
        <LastHours />
      </Section>
      <Section title={t('ops.reconciliation')}>
        <ReconciliationTable services={services} />
      </Section>
      <Section title={t('ops.sealed')}>
        <SealedLogs services={services} />
      </Section>
      <Section title={t('ops.delivery')}>
        <Delivery services={services} />
      </Section>
      <Section title={t('ops.deadTitle')}>
        {failing.length === 0 ? (
          <p>{t('ops.noDead')}</p>
        ) : (
          failing.map(({ service }) => <DeadLetterTable key={service} service={service} />)
        )}
      </Section>
      <Section title={t('ops.givenBack')}>
        <GivenBack services={services} />
      </Section>
    </>
  );
}

function Services({ services }: { readonly services: readonly ServiceOperations[] }) {
  const { t, age, instant, word } = useText();
  const state = ({ status, httpStatus }: ServiceOperations) =>
    status === 'refused' ? t('ops.refused', { status: httpStatus ?? '–' }) : t(`ops.${status}`);
  const ledger = ({ report }: ServiceOperations) => {
    if (!report?.ledger) return report ? t('ops.noLedger') : '–';
    const { ok, checkedAt } = report.ledger;
    if (!ok) return <Badge state="down">{t('ops.unbalanced')}</Badge>;
    if (checkedAt === null) return t('ops.lookingThrough');
    return (
      <>
        <Badge state="up">{t('ops.balanced')}</Badge> {instant(checkedAt)}
      </>
    );
  };
  return (
    <Table
      caption={t('ops.servicesCaption')}
      captionHidden
      rows={services}
      rowKey={({ service }) => service}
      columns={[
        { key: 'service', title: t('ops.service'), heading: true, value: ({ service }) => word('service', service) },
        {
          key: 'state',
          title: t('ops.state'),
          value: state,
          cell: (one) => <Badge state={one.status === 'refused' ? 'degraded' : one.status}>{state(one)}</Badge>,
        },
        {
          key: 'answered',
          title: t('ops.answered'),
          figures: true,
          cell: ({ answeredInMs }) => (answeredInMs === null ? '–' : `${answeredInMs} ms`),
        },
        {
          key: 'unsent',
          title: t('ops.unsent'),
          figures: true,
          value: ({ report }) => report?.messaging?.outbox.unsent,
        },
        {
          key: 'oldest',
          title: t('ops.oldest'),
          figures: true,
          cell: ({ report }) => (report?.messaging ? age(report.messaging.outbox.oldestAgeSeconds) : '–'),
        },
        {
          key: 'dead',
          title: t('ops.dead'),
          figures: true,
          value: ({ report }) => report?.messaging?.deadLetters,
        },
        { key: 'ledger', title: t('ops.ledger'), cell: ledger },
      ]}
    />
  );
}

function Delivery({ services }: { readonly services: readonly ServiceOperations[] }) {
  const text = useText();
  const { t, word } = text;
  const rows = services.flatMap(({ report }) =>
    (report?.messaging?.receipts ?? []).map((receipt) => ({
      ...receipt,
      sent: report!.messaging!.outbox.lastSeqBySubject[receipt.subject] ?? 0,
    })),
  );
  return (
    <Table
      caption={t('ops.deliveryCaption')}
      captionHidden
      rows={rows}
      file={{ name: [t('ops.delivery')] }}
      rowKey={({ subject, consumer }) => `${subject}-${consumer}`}
      columns={[
        {
          key: 'subject',
          title: t('ops.subject'),
          heading: true,
          value: ({ subject }) => eventName(subject, text),
        },
        { key: 'consumer', title: t('ops.consumer'), value: ({ consumer }) => word('service', consumer) },
        { key: 'sent', title: t('ops.sent'), value: ({ sent }) => sent },
        { key: 'received', title: t('ops.received'), value: ({ upto }) => upto },
        { key: 'lag', title: t('ops.waiting'), value: ({ behind }) => behind },
      ]}
    />
  );
}

function DeadLetterTable({ service }: { readonly service: string }) {
  const text = useText();
  const { t, word } = text;
  const may = useMay();
  const letters = useDeadLetters(service);
  const at = `/api/${service}/operations/dead-letters`;
  return (
    <Loaded<DeadLetterPage> query={letters}>
      {({ items }) => (
        <>
          <Table
            caption={t('ops.deadCaption', { service: word('service', service) })}
            rows={items}
            rowKey={({ id }) => id}
            empty={t('ops.noDead')}
            columns={[
              { key: 'subject', title: t('ops.subject'), heading: true, cell: (letter) => <EventPlace {...letter} /> },
              { key: 'reason', title: t('ops.reason'), value: ({ reason }) => reason },
              { key: 'attempts', title: t('ops.attempts'), value: ({ attempts }) => attempts },
              { key: 'failedAt', title: t('ops.failedAt'), value: ({ failedAt }) => ({ at: failedAt }) },
              may('operations.operate') && {
                key: 'act',
                title: t('table.actions'),
                cell: ({ id, subject, seq }) => (
                  <ActionButton
                    label={t('ops.retry')}
                    about={`${eventName(subject, text)} ${seq}`}
                    act={() => ({ path: `${at}/${id}/retry` })}
                  />
                ),
              },
            ]}
          />
          {may('operations.operate') && items.length > 0 && (
            <p>
              <ActionButton
                label={t('ops.retryAll')}
                about={word('service', service)}
                act={() => ({ path: `${at}/retry-all` })}
              />
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}
