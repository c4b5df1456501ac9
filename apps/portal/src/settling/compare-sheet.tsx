import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { YearEndComparison, YearEndSheet } from '@ringvirkning/benefits-api';
import type { Currency } from '@ringvirkning/kernel';
import { ask } from '../api/http.js';
import { TextField } from '../files/file-fields.js';
import { useText } from '../i18n/i18n.js';
import { moneyOf } from '../table/value.js';
import { ErrorNotice } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { usePurses } from './use-purses.js';

/** What a file says, or undefined where it is no JSON. */
function readSheet(text: string): unknown {
  try {
    const sheet: unknown = JSON.parse(text);
    return typeof sheet === 'object' && sheet !== null ? sheet : undefined;
  } catch {
    return undefined;
  }
}

/** Of a sheet, what is compared; the rest of its file is passed over. */
const comparedIn = ({ contractId, year, currency, sides }: YearEndSheet) => ({ contractId, year, currency, sides });

/** The sheet of the other municipality beside our books: that they are the same, or each difference by name. Nothing is kept. */
export function CompareSheet({
  of,
}: {
  readonly of: Pick<YearEndSheet, 'contractId' | 'year' | 'currency' | 'purses'>;
}) {
  const { t } = useText();
  const { contractId, year, currency } = of;
  const purse = usePurses(of);
  const [isUnreadable, setUnreadable] = useState(false);
  const comparison = useMutation({
    mutationFn: (sheet: unknown) =>
      ask<YearEndComparison>(`/api/benefits/contracts/${contractId}/year-end/comparison`, {
        ...comparedIn(sheet as YearEndSheet),
        of: year,
      }),
  });
  const choose = (text: string): void => {
    const sheet = readSheet(text);
    setUnreadable(sheet === undefined);
    comparison.reset();
    if (sheet !== undefined) comparison.mutate(sheet);
  };
  return (
    <details>
      <summary>{t('yearEnd.compare')}</summary>
      <TextField label={t('yearEnd.theirs')} hint={t('yearEnd.theirsHint')} accept=".json" choose={choose} />
      {isUnreadable && <p role="alert">{t('yearEnd.notASheet')}</p>}
      {comparison.error && <ErrorNotice error={comparison.error} />}
      {comparison.data && <Compared comparison={comparison.data} currency={currency} purse={purse} />}
    </details>
  );
}

function Compared({
  comparison: { agrees, differences },
  currency,
  purse,
}: {
  readonly comparison: YearEndComparison;
  readonly currency: Currency;
  purse(silo: string): string;
}) {
  const { t } = useText();
  if (agrees) return <p role="status">{t('yearEnd.agrees')}</p>;
  return (
    <>
      <p role="alert">{t('yearEnd.differs')}</p>
      {differences.length > 0 && (
        <Table
          caption={t('yearEnd.differences')}
          rows={differences}
          rowKey={({ settlement, silo, year }) => `${settlement} ${silo} ${year}`}
          columns={[
            {
              key: 'settlement',
              title: t('yearEnd.settlement'),
              heading: true,
              value: ({ code, no }) => t('yearEnd.no', { code, no }),
            },
            { key: 'purse', title: t('yearEnd.purse'), value: ({ silo }) => purse(silo) },
            { key: 'ours', title: t('yearEnd.ours'), value: ({ ours }) => moneyOf(ours, currency, { signed: true }) },
            {
              key: 'theirs',
              title: t('yearEnd.their'),
              value: ({ theirs }) => moneyOf(theirs, currency, { signed: true }),
            },
          ]}
        />
      )}
    </>
  );
}
