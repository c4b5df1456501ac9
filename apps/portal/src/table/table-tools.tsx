import { useState } from 'react';
import { offer } from '../files/offer.js';
import { spreadsheetMoment, todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { wordsOf, type Choice, type Known } from './choice.js';
import { csvOf, type CsvWords } from './csv.js';
import { fileName } from './file-name.js';
import type { Value } from './value.js';

/** What a table's files are called and hold. */
export interface TableFile<R> {
  /** What the rows are, of which contract, by which choice of the page: each a part of the file's name. */
  readonly name: readonly (string | undefined)[];
  /** All rows, where the page has fetched only some. */
  readonly all?: (() => Promise<readonly R[]>) | undefined;
  /** Whether the page has a search of its own, over more than is here. */
  readonly searched?: boolean | undefined;
}

export interface Named<R> extends Known<R> {
  readonly title: string;
  readonly filter?: boolean | undefined;
}

interface ToolsProps<R> {
  readonly caption: string;
  readonly columns: readonly Named<R>[];
  readonly rows: readonly R[];
  readonly shown: number;
  readonly choice: Choice;
  readonly file: TableFile<R>;
  choose(choice: Choice): void;
  /** The rows that fit the choice, of these. */
  fit(rows: readonly R[]): R[];
}

/** Fewer rows one sees at a glance. */
const WORTH_SEARCHING = 8;

/** What one can do with a table: search, filter, sort (on a phone, where no column heads are), and take it along as a file. */
export function TableTools<R>({ caption, columns, rows, shown, choice, file, choose, fit }: ToolsProps<R>) {
  const { t, count } = useText();
  const filters = columns
    .filter(({ filter }) => filter)
    .map((column) => ({ column, words: wordsOf(rows, column) }))
    .filter(({ column, words }) => words.length > 1 || choice.filters[column.key]);
  const many = rows.length > WORTH_SEARCHING && !file.searched;
  const narrowed = choice.search.trim() !== '' || Object.values(choice.filters).some(Boolean);
  return (
    <div className="table-tools" role="group" aria-label={t('table.tools', { caption })}>
      {many && (
        <Input
          label={t('table.search')}
          type="search"
          autoComplete="off"
          value={choice.search}
          onChange={(event) => choose({ ...choice, search: event.target.value })}
        />
      )}
      {filters.map(({ column: { key, title }, words }) => (
        <Select
          key={key}
          label={title}
          value={choice.filters[key] ?? ''}
          onChange={(event) => choose({ ...choice, filters: { ...choice.filters, [key]: event.target.value } })}
        >
          <option value="">{t('table.any')}</option>
          {words.map((word) => (
            <option key={word}>{word}</option>
          ))}
        </Select>
      ))}
      {rows.length > 1 && <SortSelect columns={columns} choice={choice} choose={choose} />}
      <Exports caption={caption} columns={columns} rows={rows} choice={choice} file={file} fit={fit} />
      <p className="table-said" role="status">
        {narrowed && t('table.shown', { shown: count(shown), all: count(rows.length) })}
        {file.all && (narrowed || choice.sort) && ` ${t('table.partly', { count: count(rows.length) })}`}
      </p>
    </div>
  );
}

function SortSelect<R>({ columns, choice, choose }: Pick<ToolsProps<R>, 'columns' | 'choice' | 'choose'>) {
  const { t } = useText();
  const now = choice.sort ? `${choice.sort.down ? '-' : '+'}${choice.sort.key}` : '';
  const set = (value: string) =>
    choose({ ...choice, sort: value ? { key: value.slice(1), down: value.startsWith('-') } : undefined });
  return (
    <div className="sort-select">
      <Select label={t('table.sortBy')} value={now} onChange={(event) => set(event.target.value)}>
        <option value="">{t('table.asItCame')}</option>
        {columns.flatMap(({ key, title }) => [
          <option key={`+${key}`} value={`+${key}`}>
            {title}
          </option>,
          <option key={`-${key}`} value={`-${key}`}>
            {t('table.falling', { title })}
          </option>,
        ])}
      </Select>
    </div>
  );
}

const KINDS = ['csv', 'xlsx'] as const;

function Exports<R>({
  caption,
  columns,
  rows,
  choice,
  file,
  fit,
}: Pick<ToolsProps<R>, 'caption' | 'columns' | 'rows' | 'choice' | 'file' | 'fit'>) {
  const { t, count } = useText();
  const [state, setState] = useState<{ busy?: true; said?: string; error?: unknown }>({});
  const words: CsvWords = { hidden: t('state.hidden'), moment: spreadsheetMoment };
  const save = async (kind: (typeof KINDS)[number]) => {
    setState({ busy: true });
    try {
      const chosenRows = fit(file.all ? await file.all() : rows);
      const name = fileName(
        [...file.name, ...Object.values(choice.filters), choice.search.trim() && t('table.searched')],
        todayInDenmark(new Date()),
        kind,
      );
      offer(name, await contentOf(kind, columns, chosenRows, words));
      setState({ said: t('table.exported', { count: count(chosenRows.length), name }) });
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <div className="table-exports">
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          className="button button-tertiary"
          disabled={state.busy}
          onClick={() => void save(kind)}
        >
          {t('table.exportAs', { kind: kind.toUpperCase() })}
          <span className="sr-only"> – {caption}</span>
        </button>
      ))}
      <span className="table-said" role="status">
        {state.busy ? t('table.exporting') : state.said}
      </span>
      {state.error !== undefined && <ErrorNotice error={state.error} focus />}
    </div>
  );
}

/** The rows chosen as a file. What writes workbooks is fetched by whoever asks for one. */
async function contentOf<R>(
  kind: (typeof KINDS)[number],
  columns: readonly Named<R>[],
  rows: readonly R[],
  words: CsvWords,
): Promise<Blob> {
  const titles = columns.map(({ title }) => title);
  const values = rows.map((row) => columns.map((column): Value => column.value(row)));
  if (kind === 'csv') return new Blob([csvOf(titles, values, words)], { type: 'text/csv;charset=utf-8' });
  const { xlsxOf } = await import('./xlsx.js');
  return xlsxOf(titles, values, words);
}
