import type { Currency } from '@ringvirkning/kernel';
import type { Transfer } from '@ringvirkning/payments-api';
import { useMay } from '../api/session.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { transferTexts } from '../i18n/transfer-texts.js';
import { moneyOf } from '../table/value.js';
import { ActionButton } from '../ui/action.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';

addTexts(transferTexts);

export const transferKey = ({ runId, payer, payee }: Transfer): string => `${runId} ${payer} ${payee}`;

interface TransferTableProps {
  readonly items: readonly Transfer[];
  readonly currency: Currency;
  /** Whether the runs are named. */
  readonly runs?: boolean | undefined;
  readonly empty: string;
  readonly of: readonly string[];
}

/** What became of the money between each payer and payee. */
export function TransferTable({ items, currency, runs, empty, of }: TransferTableProps) {
  const { t, instant } = useText();
  const may = useMay();
  const between = ({ payerName: payer, payeeName: payee }: Transfer) => t('transfer.between', { payer, payee });
  const last = ({ records }: Transfer) => records.at(-1)?.recorded;
  const isTold = items.some(({ records }) => records.length > 0);
  return (
    <Table
      caption={t('transfer.title')}
      captionHidden
      rows={items}
      rowKey={transferKey}
      empty={empty}
      file={{ name: [...of, t('transfer.title')] }}
      columns={[
        { key: 'payment', title: t('transfer.payment'), heading: true, value: between },
        runs === true && { key: 'run', title: t('runs.no'), value: ({ no }) => t('runs.run', { no }) },
        { key: 'amount', title: t('transfer.amount'), total: true, value: ({ amount }) => moneyOf(amount, currency) },
        {
          key: 'state',
          title: t('transfer.state'),
          filter: true,
          value: ({ state }) => t(`transferState.${state}`),
          cell: ({ state, reason }) => (
            <>
              <Badge state={state}>{t(`transferState.${state}`)}</Badge>
              {reason && <span className="cell-note">{reason}</span>}
            </>
          ),
        },
        { key: 'on', title: t('transfer.on'), value: ({ on }) => (on === null ? undefined : { day: on }) },
        { key: 'reference', title: t('transfer.reference'), value: ({ reference }) => reference ?? undefined },
        isTold && {
          key: 'by',
          title: t('transfer.by'),
          value: (row) => {
            const recorded = last(row);
            return recorded && t('transfer.signed', { by: recorded.name, at: instant(recorded.at) });
          },
        },
        may('payments.record') && {
          key: 'act',
          title: t('table.actions'),
          cell: ({ runId, payer, payee, ...row }) =>
            row.state !== 'to-pay' && (
              <ActionButton
                kind="tertiary"
                label={t('transfer.withdraw')}
                about={between({ runId, payer, payee, ...row })}
                text="reason"
                act={(reason) => ({
                  path: `/api/payments/runs/${runId}/payments/withdrawal`,
                  body: { payer, payee, place: row.place, reason },
                })}
              />
            ),
        },
      ]}
    />
  );
}
