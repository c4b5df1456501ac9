import { useText } from '../i18n/i18n.js';
import { Table } from '../ui/table.js';
import { EventPlace } from './event-name.js';
import { useGivenBack, type ServiceOperations } from './operations.js';

/** Events that consumers gave back to services whose databases were restored: what they tell may be missing there, and is for people to repeat. */
export function GivenBack({ services }: { readonly services: readonly ServiceOperations[] }) {
  const { t, instant } = useText();
  const items = useGivenBack(services.filter(({ status }) => status === 'up').map(({ service }) => service));
  return (
    <>
      <p>{t('ops.givenBackIntro')}</p>
      <Table
        caption={t('ops.givenBack')}
        captionHidden
        rows={items}
        rowKey={({ eventId }) => eventId}
        empty={t('ops.noneGivenBack')}
        columns={[
          {
            key: 'subject',
            title: t('ops.subject'),
            heading: true,
            cell: (event) => <EventPlace {...event} />,
          },
          { key: 'key', title: t('ops.about'), cell: ({ key }) => <code>{key}</code> },
          { key: 'occurredAt', title: t('ops.occurredAt'), cell: ({ occurredAt }) => instant(occurredAt) },
          { key: 'by', title: t('ops.givenBackBy'), cell: ({ givenBackBy }) => givenBackBy },
        ]}
      />
    </>
  );
}
