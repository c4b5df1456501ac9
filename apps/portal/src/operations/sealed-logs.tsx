import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { ActionButton } from '../ui/action.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import type { ServiceOperations } from './operations.js';

/** What each service has sealed, and whether all of it is as it was. */
export function SealedLogs({ services }: { readonly services: readonly ServiceOperations[] }) {
  const { t, count, instant, word } = useText();
  const may = useMay();
  const rows = services.flatMap(({ service, report }) => (report?.seal ? [{ service, seal: report.seal }] : []));
  return (
    <Table
      caption={t('ops.sealed')}
      captionHidden
      rows={rows}
      rowKey={({ service }) => service}
      columns={[
        { key: 'service', title: t('ops.service'), heading: true, value: ({ service }) => word('service', service) },
        {
          key: 'rows',
          title: t('ops.sealedRows'),
          figures: true,
          cell: ({ seal }) => count(seal.checkpoint?.size ?? 0),
        },
        {
          key: 'signed',
          title: t('ops.signedAt'),
          cell: ({ seal }) => (seal.checkpoint ? instant(seal.checkpoint.at) : '–'),
        },
        {
          key: 'checked',
          title: t('ops.checkedAt'),
          cell: ({ seal }) => (seal.checkedAt === null ? '–' : instant(seal.checkedAt)),
        },
        {
          key: 'state',
          title: t('ops.state'),
          cell: ({ seal }) => (
            <Badge state={seal.ok ? 'up' : 'down'}>{t(seal.ok ? 'ops.asSealed' : 'ops.notAsSealed')}</Badge>
          ),
        },
        may('operations.operate') && {
          key: 'act',
          title: t('table.actions'),
          cell: ({ service }) => (
            <ActionButton
              label={t('ops.checkNow')}
              about={word('service', service)}
              act={() => ({ path: `/api/${service}/operations/verification` })}
            />
          ),
        },
      ]}
    />
  );
}
