import { useId, useState, type ReactNode } from 'react';
import { Tip } from '../glossary/term.js';
import { useText } from '../i18n/i18n.js';
import { useOnPaper } from '../print/on-paper.js';
import { chosen, EVERYTHING, nextSort, type Choice } from '../table/choice.js';
import { TableTools, type Named, type TableFile } from '../table/table-tools.js';
import { isFigure, kindOf, totalOf, type MoneyValue, type Value } from '../table/value.js';
import { wordsFor } from '../table/words.js';
import { Empty } from './notices.js';
import { isNarrow } from './use-width.js';
import { Amount } from './values.js';

interface ColumnHead {
  readonly key: string;
  readonly title: string;
  /** Figures stand to the right, so that digits line up; of themselves when the column has values that are figures. */
  readonly figures?: boolean | undefined;
  /** The column that names the row. */
  readonly heading?: boolean | undefined;
  /** Whether one can choose to see only the rows with one of its texts. */
  readonly filter?: boolean | undefined;
  /** Whether the column is added up below. */
  readonly total?: boolean | undefined;
}

/**
 * A column with values can be sorted, searched and exported, and shows them unless `cell` shows something else; one without
 * (links, buttons, pictures) is only looked at.
 */
export type Column<R> = ColumnHead &
  (
    | { readonly value: (row: R) => Value; readonly cell?: ((row: R) => ReactNode) | undefined }
    | { readonly value?: undefined; readonly cell: (row: R) => ReactNode }
  );

interface TableProps<R> {
  readonly caption: string;
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly (Column<R> | false)[];
  readonly rows: readonly R[];
  readonly rowKey: (row: R, index: number) => string;
  /** Rows below that the service has added up; columns marked `total` need none. */
  readonly foot?: ReactNode;
  readonly empty?: string | undefined;
  /** With a file the table has its tools: search, filters, export. */
  readonly file?: TableFile<R> | undefined;
  /** Shows the first rows, and the rest when asked for; on a phone every table does, unless it is fetched by and by. */
  readonly fold?: boolean | undefined;
}

const FOLDED = 10;
/** Fewer more are not worth a press. */
const WORTH_FOLDING = 15;

/**
 * A data table with caption and headers. Where there is room it is a table, which scrolls sideways inside its own, focusable
 * frame; on a phone each row is a card whose cells carry their column's name. The roles keep it a table for screen readers then, too.
 */
export function Table<R>({ columns, rows, fold, file, ...table }: TableProps<R>) {
  const text = useText();
  const [choice, setChoice] = useState<Choice>(EVERYTHING);
  const [open, setOpen] = useState(false);
  const onPaper = useOnPaper();
  if (rows.length === 0) return <Empty>{table.empty}</Empty>;
  const visible = columns.filter((column) => column !== false);
  const known = visible.flatMap((column): Named<R>[] => {
    const { value, key, title, filter } = column;
    return value ? [{ key, title, filter, value, words: (row) => wordsFor(value(row), text) }] : [];
  });
  const fit = (all: readonly R[]): R[] => chosen(all, known, choice);
  const fitting = fit(rows);
  const folded = (fold ?? (isNarrow() && !file?.all)) && !open && !onPaper && fitting.length > WORTH_FOLDING;
  return (
    <>
      {file && (
        <TableTools
          caption={table.caption}
          columns={known}
          rows={rows}
          shown={fitting.length}
          choice={choice}
          file={file}
          choose={setChoice}
          fit={fit}
        />
      )}
      {fitting.length === 0 ? (
        <NothingFits showAll={() => setChoice(EVERYTHING)} />
      ) : (
        <TableFrame
          {...table}
          columns={visible}
          rows={folded ? fitting.slice(0, FOLDED) : fitting}
          totals={fitting}
          sort={choice.sort}
          sortBy={rows.length > 1 ? (key) => setChoice({ ...choice, sort: nextSort(choice.sort, key) }) : undefined}
        />
      )}
      {folded && (
        <p>
          <button type="button" className="button button-tertiary" onClick={() => setOpen(true)}>
            {text.t('state.all', { count: text.count(fitting.length) })}
          </button>
        </p>
      )}
    </>
  );
}

/** A table that shows its first rows, and the rest when asked for. */
export const FoldedTable = <R,>(table: TableProps<R>) => <Table {...table} fold />;

function NothingFits({ showAll }: { showAll(): void }) {
  const { t } = useText();
  return (
    <Empty>
      {t('table.nothingFits')}{' '}
      <button type="button" className="button button-tertiary" onClick={showAll}>
        {t('table.showEverything')}
      </button>
    </Empty>
  );
}

interface FrameProps<R> extends Pick<TableProps<R>, 'caption' | 'captionHidden' | 'rows' | 'rowKey' | 'foot'> {
  readonly columns: readonly Column<R>[];
  readonly totals: readonly R[];
  readonly sort: Choice['sort'];
  readonly sortBy: ((key: string) => void) | undefined;
}

function TableFrame<R>({ caption, captionHidden, columns, rows, rowKey, foot, totals, sort, sortBy }: FrameProps<R>) {
  const { t } = useText();
  const id = useId();
  const right = (column: Column<R>): boolean =>
    column.figures ?? (!column.heading && rows.some((row) => isFigure(column.value?.(row))));
  return (
    <div className="table-frame" role="region" aria-labelledby={id} tabIndex={0} title={t('table.scroll', { caption })}>
      <table className="table data-table" role="table">
        <caption id={id} className={captionHidden ? 'sr-only' : undefined}>
          {caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Head
                key={column.key}
                column={column}
                figures={right(column)}
                sort={sort}
                sortBy={column.value && sortBy}
              />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} role="row">
              {columns.map((column) =>
                column.heading ? (
                  <th key={column.key} role="rowheader" scope="row">
                    <Content column={column} row={row} />
                  </th>
                ) : (
                  <Cell key={column.key} title={column.title} figures={right(column)} empty={saysNothing(column, row)}>
                    <Content column={column} row={row} />
                  </Cell>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {(foot || columns.some(({ total }) => total)) && (
          <tfoot role="rowgroup">{foot ?? <Totals columns={columns} rows={totals} figures={right} />}</tfoot>
        )}
      </table>
    </div>
  );
}

interface HeadProps {
  readonly column: ColumnHead;
  readonly figures: boolean;
  readonly sort: Choice['sort'];
  readonly sortBy: ((key: string) => void) | undefined;
}

function Head({ column: { key, title }, figures, sort, sortBy }: HeadProps) {
  const sorted = sort?.key === key ? (sort.down ? 'descending' : 'ascending') : undefined;
  return (
    <th role="columnheader" scope="col" abbr={title} className={figures ? 'figures' : undefined} aria-sort={sorted}>
      <span className="head">
        {sortBy ? (
          <button type="button" className="sort-button" onClick={() => sortBy(key)}>
            {title}
            <span aria-hidden="true" className={`sort-mark sort-${sorted ?? 'none'}`} />
          </button>
        ) : (
          title
        )}
        <Tip of={title} />
      </span>
    </th>
  );
}

function Content<R>({ column, row }: { readonly column: Column<R>; readonly row: R }) {
  if (column.cell) return <>{column.cell(row)}</>;
  return <ShownValue value={column.value?.(row)} />;
}

/** A value as tables show it. */
function ShownValue({ value }: { readonly value: Value }) {
  const text = useText();
  if (kindOf(value) === 'money') return <Amount {...(value as MoneyValue)} />;
  return value === null ? (
    <span className="hidden-figure">{text.t('state.hidden')}</span>
  ) : (
    <>{wordsFor(value, text)}</>
  );
}

/** On a phone's card a field with nothing in it only takes room. */
function saysNothing<R>({ value }: Column<R>, row: R): boolean {
  const held = value?.(row);
  if (!value || held === null) return false;
  return (
    held === undefined || held === 0 || (kindOf(held) === 'money' && /^-?0+$/.test((held as MoneyValue).amount ?? ''))
  );
}

interface TotalsProps<R> {
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  figures(column: Column<R>): boolean;
}

/** The sums of the rows that fit, below the columns that have one. */
function Totals<R>({ columns, rows, figures }: TotalsProps<R>) {
  const { t } = useText();
  const first = columns.findIndex(({ total }) => total);
  return (
    <tr role="row">
      <th role="rowheader" scope="row" colSpan={Math.max(first, 1)}>
        {t('table.total')}
      </th>
      {columns.slice(Math.max(first, 1)).map((column) => (
        <Cell key={column.key} title={column.title} figures={figures(column)} empty={!column.total}>
          {column.total && <ShownValue value={totalOf(rows.map((row) => column.value?.(row)))} />}
        </Cell>
      ))}
    </tr>
  );
}

/** A cell that knows its column's name, for the card form; one that says nothing is left out there. */
export function Cell({
  title,
  figures,
  empty,
  children,
}: {
  readonly title: string;
  readonly figures?: boolean | undefined;
  readonly empty?: boolean | undefined;
  readonly children: ReactNode;
}) {
  const classes = [figures && 'figures', empty && 'cell-empty'].filter(Boolean).join(' ');
  return (
    <td role="cell" data-title={title} className={classes || undefined}>
      {children}
    </td>
  );
}
