import { useId, useState, type ReactNode } from 'react';
import { useText } from '../i18n/i18n.js';
import { Empty } from './notices.js';

export interface Column<R> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: R) => ReactNode;
  /** Figures stand to the right, so that digits line up. */
  readonly figures?: boolean | undefined;
  /** The column that names the row. */
  readonly heading?: boolean | undefined;
}

interface TableProps<R> {
  readonly caption: string;
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly (Column<R> | false)[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R, index: number) => string;
  readonly foot?: ReactNode;
  readonly empty?: string | undefined;
}

/**
 * A data table with caption and headers. Where there is room it is a table, which scrolls sideways inside its own, focusable
 * frame; on a phone each row is a card whose cells carry their column's name. The roles keep it a table for screen readers then, too.
 */
export function Table<R>({ caption, captionHidden, columns, rows, rowKey, foot, empty }: TableProps<R>) {
  const { t } = useText();
  const id = useId();
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  const shown = columns.filter((column) => column !== false);
  return (
    <div className="table-frame" role="region" aria-labelledby={id} tabIndex={0} title={t('table.scroll', { caption })}>
      <table className="table data-table" role="table">
        <caption id={id} className={captionHidden ? 'sr-only' : undefined}>
          {caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {shown.map(({ key, title, figures }) => (
              <th key={key} role="columnheader" scope="col" className={figures ? 'figures' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} role="row">
              {shown.map((column) =>
                column.heading ? (
                  <th key={column.key} role="rowheader" scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <Cell key={column.key} title={column.title} figures={column.figures}>
                    {column.cell(row)}
                  </Cell>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot && <tfoot role="rowgroup">{foot}</tfoot>}
      </table>
    </div>
  );
}

/** A cell that knows its column's name, for the card form. */
export function Cell({
  title,
  figures,
  children,
}: {
  readonly title: string;
  readonly figures?: boolean | undefined;
  readonly children: ReactNode;
}) {
  return (
    <td role="cell" data-title={title} className={figures ? 'figures' : undefined}>
      {children}
    </td>
  );
}

const FOLDED = 10;

/** A table that shows its first rows, and the rest when asked for. */
export function FoldedTable<R>({ rows, ...table }: TableProps<R>) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Table {...table} rows={open ? rows : rows.slice(0, FOLDED)} />
      {!open && rows.length > FOLDED && (
        <p>
          <button type="button" className="button button-tertiary" onClick={() => setOpen(true)}>
            {t('state.all', { count: rows.length })}
          </button>
        </p>
      )}
    </>
  );
}
