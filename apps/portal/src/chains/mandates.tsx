import { useQuery } from '@tanstack/react-query';
import type { Mandate, Mandates as List } from '@ringvirkning/contracts-api';
import { get } from '../api/http.js';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { GiveMandate } from './give-mandate.js';

export const MANDATES = '/api/contracts/mandates';

/** Who signs while an office is away, now and before; and the form to let others do so. */
export function Mandates() {
  const { t } = useText();
  const may = useMay();
  const mandates = useQuery({ queryKey: [MANDATES], queryFn: ({ signal }) => get<List>(MANDATES, signal) });
  return (
    <Section title={t('mandate.title')}>
      <p>{t('mandate.lead')}</p>
      <Loaded<List> query={mandates}>{({ items }) => <MandateTable items={items} />}</Loaded>
      {may('contracts.give-mandates') && <GiveMandate />}
    </Section>
  );
}

function MandateTable({ items }: { readonly items: readonly Mandate[] }) {
  const { t, word, date, instant } = useText();
  const may = useMay();
  const state = ({ ended, reason }: Mandate): string =>
    ended ? t('mandate.endedBy', { name: ended.byName, at: instant(ended.at), reason: ended.reason }) : reason;
  return (
    <Table
      caption={t('mandate.title')}
      captionHidden
      fold
      rows={items}
      rowKey={({ id }) => id}
      empty={t('mandate.none')}
      columns={[
        { key: 'office', title: t('mandate.office'), heading: true, cell: ({ office }) => word('role', office) },
        {
          key: 'to',
          title: t('mandate.to'),
          cell: ({ to }) => ('role' in to ? word('role', to.role) : to.name),
        },
        { key: 'period', title: t('mandate.period'), cell: ({ from, until }) => `${date(from)} – ${date(until)}` },
        { key: 'by', title: t('mandate.by'), cell: ({ byName, at }) => `${byName}, ${instant(at)}` },
        { key: 'reason', title: t('mandate.reason'), cell: state },
        may('contracts.give-mandates') && {
          key: 'act',
          title: t('table.actions'),
          cell: ({ id, office, ended }) =>
            ended === null && (
              <ActionButton
                label={t('mandate.end')}
                about={word('role', office)}
                ask={t('mandate.endAsk')}
                text="reason"
                act={(reason) => ({ path: `${MANDATES}/${id}/end`, body: { reason } })}
              />
            ),
        },
      ]}
    />
  );
}
