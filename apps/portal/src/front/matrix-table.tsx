import { useState } from 'react';
import type { Matrix } from '@ringvirkning/benefits-api';
import { useText } from '../i18n/i18n.js';
import { moneyOf } from '../table/value.js';
import { Select } from '../ui/forms.js';
import { Table } from '../ui/table.js';
import { Amount, HiddenNote, RestrictedNote, PurseName } from '../ui/values.js';
import { FigureLink } from './figure-link.js';
import { hasSigned, matrixRows, purseName, type Basis, type MatrixRow } from './matrix-rows.js';

/** Who invested, and whose gain it became: a line per purse that bears the cost, a column per purse that gains. */
export function MatrixTable({
  matrix,
  of,
  contractId,
  year,
}: {
  readonly matrix: Matrix;
  readonly of: readonly string[];
  /** What the matrix was narrowed to. */
  readonly contractId?: string | undefined;
  readonly year?: number | undefined;
}) {
  const { t, say } = useText();
  const [basis, setBasis] = useState<Basis>('realised');
  const { columns, rows } = matrixRows(matrix, basis);
  const [name, money] = [
    purseName(matrix),
    (amount: string | undefined) => moneyOf(amount, matrix.currency, { whole: true }),
  ];
  return (
    <>
      <div className="form-narrow">
        <Select label={t('matrix.basis')} value={basis} onChange={(event) => setBasis(event.target.value as Basis)}>
          <option value="realised">{t('front.realised')}</option>
          <option value="forecast">{t('front.forecast')}</option>
          {hasSigned(matrix) && <option value="atSignature">{t('silos.atSignature')}</option>}
        </Select>
      </div>
      <Table<MatrixRow>
        caption={t(`matrix.caption.${basis}`)}
        rows={rows}
        rowKey={({ investedBy }) => investedBy ?? ''}
        empty={t('matrix.empty')}
        file={{ name: [t('matrix.title'), t(`silos.${basis}`), ...of] }}
        columns={[
          {
            key: 'investedBy',
            title: t('matrix.investedBy'),
            heading: true,
            value: ({ investedBy }) => (investedBy === null ? t('matrix.others') : say(name(investedBy))),
            cell: ({ investedBy }) =>
              investedBy === null ? (
                t('matrix.others')
              ) : (
                <PurseName purse={matrix.silos.find(({ silo }) => silo === investedBy)!} />
              ),
          },
          ...columns.map((silo) => ({
            key: silo,
            title: say(name(silo)),
            total: true,
            value: ({ gained }: MatrixRow) => money(gained.get(silo)),
            cell: ({ gained }: MatrixRow) =>
              basis === 'atSignature' ? (
                <Amount amount={gained.get(silo)} currency={matrix.currency} whole />
              ) : (
                <FigureLink
                  amount={gained.get(silo)}
                  of={{ silo, currency: matrix.currency, contractId, year, shared: true }}
                />
              ),
          })),
          { key: 'total', title: t('table.total'), total: true, value: ({ total }) => money(total) },
        ]}
      />
      <HiddenNote when={matrix.suppressed} />
      <RestrictedNote when={matrix.restricted} />
      <p className="note">{t('matrix.note')}</p>
    </>
  );
}
