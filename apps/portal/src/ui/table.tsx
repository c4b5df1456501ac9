import { useId, type ReactNode } from 'react';
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

/** A data table with caption and headers. It scrolls sideways inside its own, focusable frame; the page never does. */
export function Table<R>({ caption, captionHidden, columns, rows, rowKey, foot, empty }: TableProps<R>) {
  const { t } = useText();
  const id = useId();
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  const shown = columns.filter((column) => column !== false);
  return (
    <div className="table-frame" role="region" aria-labelledby={id} tabIndex={0} title={t('table.scroll', { caption })}>
      <table className="table data-table">
        <caption id={id} className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
        <thead>
          <tr>{shown.map(({ key, title, figures }) => <th key={key} scope="col" className={figures ? 'figures' : undefined}>{title}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {shown.map((column) => column.heading
                ? <th key={column.key} scope="row">{column.cell(row)}</th>
                : <td key={column.key} className={column.figures ? 'figures' : undefined}>{column.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}
