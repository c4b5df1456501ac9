import type { CapitalPosition, CapitalQuarter } from '@ringvirkning/payments-api';
import type { Currency } from '@ringvirkning/kernel';
import { capitalTexts } from '../i18n/capital-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { moneyOf } from '../table/value.js';
import { Table } from '../ui/table.js';
import { Amount, Facts } from '../ui/values.js';
import { firstNext, totalsOf } from './totals.js';

addTexts(capitalTexts);

/** Key figures of some capital, all in one currency: first what comes next. */
export function KeyFigures({
  positions,
  currency,
}: {
  readonly positions: readonly CapitalPosition[];
  readonly currency: Currency;
}) {
  const { t, date } = useText();
  const amount = (value: string) => <Amount amount={value} currency={currency} />;
  const [next, totals] = [firstNext(positions), totalsOf(positions)];
  return (
    <Facts
      figures
      items={[
        [
          t('cap.next'),
          next ? amount(next.amount) : t('cap.nextNone'),
          next && t('cap.nextOn', { date: date(next.on) }),
        ],
        [t('cap.committed'), amount(totals.committed)],
        [t('cap.drawn'), amount(totals.drawn)],
        [t('cap.repaid'), amount(totals.principal)],
        [t('cap.returned'), amount(totals.return)],
        [t('cap.outstanding'), amount(totals.outstanding)],
      ]}
    />
  );
}

export interface Row extends CapitalPosition {
  readonly currency: Currency;
  readonly contractId?: string;
  readonly contractRef?: string;
}

/** Each capital beside the others, with what its return may be at least and at most. */
export function PositionTable({ rows, of }: { readonly rows: readonly Row[]; readonly of: readonly string[] }) {
  const { t } = useText();
  const figure = (
    key: 'committed' | 'drawn' | 'planned' | 'outstanding' | 'guaranteed' | 'lost' | 'reinvested' | 'waiting',
  ) => ({
    key,
    title: t(`cap.${key}`),
    value: (row: Row) => moneyOf(row[key], row.currency),
  });
  const has = (key: 'guaranteed' | 'lost' | 'reinvested' | 'waiting') => rows.some((row) => row[key] !== '0');
  return (
    <Table
      caption={t('cap.providers')}
      captionHidden
      file={{ name: [...of, t('cap.title')] }}
      empty={t('cap.none')}
      rows={rows}
      rowKey={({ contractId = '', capital }) => `${contractId} ${capital}`}
      columns={[
        rows.some(({ contractRef }) => contractRef) && {
          key: 'contract',
          title: t('cap.contract'),
          filter: true,
          value: ({ contractRef }) => contractRef,
        },
        { key: 'provider', title: t('cap.provider'), heading: true, value: ({ partyName }) => partyName },
        { key: 'kind', title: t('cap.kind'), filter: true, value: ({ kind }) => t(`capital.${kind}`) },
        ...(['committed', 'planned', 'drawn'] as const).map(figure),
        {
          key: 'principal',
          title: t('cap.repaid'),
          value: ({ principal, currency }) => moneyOf(principal, currency),
        },
        figure('outstanding'),
        ...(['reinvested', 'waiting', 'guaranteed', 'lost'] as const).filter(has).map(figure),
        { key: 'return', title: t('cap.returned'), value: (row) => moneyOf(row.return, row.currency) },
        { key: 'due', title: t('cap.returnDue'), value: (row) => moneyOf(row.returnDue ?? undefined, row.currency) },
        { key: 'floor', title: t('cap.floor'), value: (row) => moneyOf(row.returnFloor ?? undefined, row.currency) },
        { key: 'cap', title: t('cap.cap'), value: (row) => moneyOf(row.returnCap ?? undefined, row.currency) },
        rows.some(({ irrCap }) => irrCap !== null) && {
          key: 'irrCap',
          title: t('cap.irrCap'),
          value: ({ irrCap }) => shareOf(irrCap),
        },
        { key: 'expected', title: t('cap.expected'), value: (row) => moneyOf(row.expected?.return, row.currency) },
        { key: 'irr', title: t('cap.irr'), value: ({ irrSoFar }) => shareOf(irrSoFar) },
        { key: 'irrExpected', title: t('cap.irrExpected'), value: ({ expected }) => shareOf(expected?.irr) },
        {
          key: 'next',
          title: t('cap.next'),
          value: ({ nextPayment, currency }) => moneyOf(nextPayment?.amount, currency),
        },
        {
          key: 'nextOn',
          title: t('cap.on'),
          value: ({ nextPayment }) => (nextPayment ? { day: nextPayment.on } : undefined),
        },
      ]}
    />
  );
}

const shareOf = (rate: string | null | undefined) => (rate == null ? undefined : { share: Number(rate) });

/** When money goes out and comes back. */
export function QuarterTable({
  quarters,
  currency,
  of,
}: {
  readonly quarters: readonly CapitalQuarter[];
  readonly currency: Currency;
  readonly of: readonly string[];
}) {
  const { t } = useText();
  return (
    <Table
      caption={t('cap.quarters')}
      captionHidden
      file={{ name: [...of, t('cap.quarters')] }}
      empty={t('cap.nextNone')}
      rows={quarters}
      rowKey={({ quarter }) => quarter}
      columns={[
        { key: 'quarter', title: t('cap.quarter'), heading: true, value: ({ quarter }) => quarter.replace('-', ' ') },
        { key: 'paidIn', title: t('cap.paidIn'), total: true, value: ({ paidIn }) => moneyOf(paidIn, currency) },
        {
          key: 'paidBack',
          title: t('cap.paidBack'),
          total: true,
          value: ({ paidBack }) => moneyOf(paidBack, currency),
        },
        {
          key: 'position',
          title: t('cap.position'),
          value: ({ position }) => moneyOf(position, currency, { signed: true }),
        },
        {
          key: 'state',
          title: t('cap.state'),
          filter: true,
          value: ({ isExpected }) => t(isExpected ? 'cap.isExpected' : 'cap.happened'),
        },
      ]}
    />
  );
}
