import { useId, type ReactNode } from 'react';
import type { ErrorDetail } from '@ringvirkning/kernel';
import type { Countable, Facts, Simulation } from '@ringvirkning/contracts-api';
import { addTexts, useText } from '../i18n/i18n.js';
import { importTexts } from '../i18n/import-texts.js';
import { TextField } from '../files/file-fields.js';
import { TextArea } from '../ui/forms.js';
import { Table, type Column } from '../ui/table.js';
import { Choice } from './controls.js';
import { cellOf, countsOf, csvOf, NO_COUNTS, rowOf, yearsOf, type CountTable } from './counts.js';
import { useKept } from './use-kept.js';

addTexts(importTexts);

const SOURCES = ['plan', 'counts', 'file'] as const;
type Source = (typeof SOURCES)[number];

/** The names as the file has them. */
const CSV_COLUMNS = {
  person: 'participant, outcome, follow_up, achieved_on',
  counts: 'outcome, follow_up, period (2026, 2026-H1, 2026-Q3, 2026-03), count',
  both: 'quantity, cohort, group, payer',
};

/** What the figures start from. `auto`: the plan, or counts when the terms plan nothing. */
export interface Achieved {
  readonly source: Source | 'auto';
  readonly table: CountTable;
  readonly csv: string;
}
const START: Achieved = { source: 'auto', table: NO_COUNTS, csv: '' };
const isAchieved = (kept: unknown): kept is Achieved =>
  typeof kept === 'object' &&
  kept !== null &&
  'source' in kept &&
  'table' in kept &&
  'csv' in kept &&
  typeof kept.csv === 'string' &&
  typeof kept.table === 'object' &&
  kept.table !== null &&
  'cells' in kept.table &&
  'each' in kept.table;

export const useAchieved = () => useKept<Achieved>('ringvirkning.try-model.achieved', START, isAchieved);

export const sourceOf = ({ source }: Achieved, known: Simulation | undefined): Source =>
  source !== 'auto' ? source : known && !known.plans ? 'counts' : 'plan';

/** The facts to ask with; undefined while there are none. */
export function factsOf(achieved: Achieved, known: Simulation | undefined): Facts | undefined {
  const source = sourceOf(achieved, known);
  if (source === 'file') return achieved.csv.trim() === '' ? undefined : { csv: achieved.csv };
  if (source === 'plan' || !known) return undefined;
  const counts = countsOf(achieved.table, known.countable, yearsOf(known.period));
  return counts.length === 0 ? undefined : { counts };
}

interface AchievedProps {
  readonly achieved: Achieved;
  readonly simulation: Simulation;
  readonly errors: readonly ErrorDetail[];
  change(next: Achieved): void;
}

/** What is achieved when everybody succeeds: as the terms plan it, as counts per outcome and year, or from a file. */
export function AchievedFields({ achieved, simulation, errors, change }: AchievedProps) {
  const { t } = useText();
  const source = sourceOf(achieved, simulation);
  const choose = (next: Source) => {
    const counts = countsOf(achieved.table, simulation.countable, yearsOf(simulation.period));
    change({
      ...achieved,
      source: next,
      csv: next === 'file' && achieved.csv === '' && counts.length > 0 ? csvOf(counts) : achieved.csv,
    });
  };
  return (
    <section className="achieved" aria-label={t('model.achieved')}>
      <h3 className="h4">{t('model.achieved')}</h3>
      <Choice<Source>
        label={t('model.achieved')}
        options={SOURCES.map((each) => [each, t(`model.from.${each}`)] as const)}
        chosen={source}
        choose={choose}
      />
      <p className="note">
        {source === 'plan'
          ? t(simulation.plans ? 'model.fromPlanNote' : 'model.noPlan')
          : t(source === 'counts' ? 'model.fromCountsNote' : 'model.fromFileNote')}
      </p>
      {source === 'counts' && simulation.plans && simulation.basis === 'plan' && <p>{t('model.noCountsYet')}</p>}
      {source === 'counts' && (
        <Counts table={achieved.table} simulation={simulation} change={(table) => change({ ...achieved, table })} />
      )}
      {source === 'file' && <FactsFile csv={achieved.csv} change={(csv) => change({ ...achieved, csv })} />}
      {source !== 'plan' && errors.length > 0 && <RowErrors errors={errors} />}
    </section>
  );
}

function Counts({
  table,
  simulation,
  change,
}: {
  readonly table: CountTable;
  readonly simulation: Simulation;
  change(table: CountTable): void;
}) {
  const { t, say } = useText();
  const labelOf = ({ name, followUp }: Countable): string =>
    followUp ? `${say(name)}, ${say(followUp.name)}` : say(name);
  const { countable } = simulation;
  const years: Column<Countable>[] = yearsOf(simulation.period).map((year) => ({
    key: String(year),
    title: String(year),
    figures: true,
    cell: (row) => {
      const cell = cellOf(rowOf(row), year);
      return (
        <Cell
          label={`${labelOf(row)}, ${year}`}
          value={table.cells[cell] ?? ''}
          whole
          change={(value) => change({ ...table, cells: { ...table.cells, [cell]: value } })}
        />
      );
    },
  }));
  return (
    <div className="count-table">
      <Table<Countable>
        caption={t('model.countsCaption')}
        rows={countable}
        rowKey={rowOf}
        columns={[
          {
            key: 'outcome',
            title: t('model.outcome'),
            heading: true,
            cell: (row) => (
              <>
                {say(row.name)}
                {row.followUp && <span className="cell-note">{say(row.followUp.name)}</span>}
              </>
            ),
          },
          countable.some(({ quantified }) => quantified) && {
            key: 'each',
            title: t('model.each'),
            figures: true,
            cell: (row) =>
              row.quantified ? (
                <>
                  <Cell
                    label={t('model.eachOf', { outcome: labelOf(row) })}
                    value={table.each[rowOf(row)] ?? ''}
                    change={(value) => change({ ...table, each: { ...table.each, [rowOf(row)]: value } })}
                  />
                  {row.unit && <span className="cell-note">{row.unit}</span>}
                </>
              ) : (
                '–'
              ),
          },
          ...years,
        ]}
      />
    </div>
  );
}

function Cell({
  label,
  value,
  whole,
  change,
}: {
  readonly label: string;
  readonly value: string;
  readonly whole?: boolean;
  change(value: string): void;
}) {
  // What cannot be a number is not taken in; what is no sensible number the service says.
  const allowed = (text: string): string => text.replace(whole ? /\D/g : /[^\d.,-]/g, '');
  return (
    <input
      className={whole ? 'form-input count-input' : 'form-input count-input each-input'}
      aria-label={label}
      inputMode={whole ? 'numeric' : 'decimal'}
      maxLength={whole ? 6 : 20}
      value={value}
      onChange={(event) => change(allowed(event.target.value))}
    />
  );
}

function FactsFile({ csv, change }: { readonly csv: string; change(csv: string): void }) {
  const { t } = useText();
  return (
    <>
      <TextField label={t('import.file')} accept=".csv,text/csv" choose={change} />
      <TextArea
        label={t('model.csv')}
        hint={t('model.csvHint', CSV_COLUMNS)}
        className="form-input facts-text"
        rows={8}
        spellCheck={false}
        wrap="off"
        value={csv}
        onChange={(event) => change(event.target.value)}
      />
    </>
  );
}

function RowErrors({ errors }: { readonly errors: readonly ErrorDetail[] }): ReactNode {
  const { t, say } = useText();
  const id = useId();
  return (
    <div className="code-errors" role="status">
      <p id={id}>{t('model.factErrors', { count: errors.length })}</p>
      <ul aria-labelledby={id}>
        {errors.map((error, index) => (
          <li key={index}>
            {error.row !== undefined && <strong>{t('model.factRow', { row: error.row })} </strong>}
            {say(error)}
          </li>
        ))}
      </ul>
    </div>
  );
}
