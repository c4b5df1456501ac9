import './last-hours.css';
import { useState, type ReactNode } from 'react';
import { useText } from '../i18n/i18n.js';
import { Select } from '../ui/forms.js';
import { Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';
import { Spark } from './spark.js';
import { StandingTable } from './standing.js';
import { figuresOf } from './watch-figures.js';
import { HOURS, useWatch, type Hours, type ProgramSteps, type Stretch, type Watch } from './watch.js';

/** Rate, errors, duration and ages over the last hours, and how the instance stands: for who has no dashboards beside. */
export function LastHours() {
  const { t, instant } = useText();
  const [hours, setHours] = useState<Hours>(6);
  const watch = useWatch(hours);
  return (
    <>
      <Select
        label={t('watch.period')}
        value={hours}
        onChange={({ target }) => setHours(Number(target.value) as Hours)}
      >
        {HOURS.map((each) => (
          <option key={each} value={each}>
            {t(`watch.hours.${each}`)}
          </option>
        ))}
      </Select>
      <Loaded<Watch> query={watch}>
        {({ programs, since, now }) => (
          <>
            <p className="note">{t('watch.since', { at: instant(since) })}</p>
            <p className="note">{t('watch.programsNote')}</p>
            <Programs programs={programs} />
            <StandingTable standing={now} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Programs({ programs }: { readonly programs: readonly ProgramSteps[] }) {
  const { t, word, age, count, share, decimal } = useText();
  const rows = programs.map(({ program, steps }) => ({ program, steps, figures: figuresOf(steps) }));
  type Row = (typeof rows)[number];
  const drawn = (of: (step: Stretch) => number | null, words: (row: Row) => ReactNode) =>
    function Cell(row: Row) {
      return (
        <span className="sparked">
          <Spark values={row.steps.map((step) => (step?.isUp ? of(step) : null))} />
          <span>{words(row)}</span>
        </span>
      );
    };
  const seconds = (value: number): string => `${decimal(value.toFixed(value < 1 ? 2 : 1))} s`;
  return (
    <Table
      caption={t('watch.programs')}
      rows={rows}
      rowKey={({ program }) => program}
      columns={[
        { key: 'program', title: t('ops.service'), heading: true, value: ({ program }) => word('service', program) },
        {
          key: 'up',
          title: t('ops.state'),
          cell: ({ steps, figures }) => (
            <>
              <Badge state={steps.findLast((step) => step !== null)?.isUp === false ? 'down' : 'up'}>
                {t(steps.findLast((step) => step !== null)?.isUp === false ? 'ops.down' : 'ops.up')}
              </Badge>
              {figures.away > 0 && <span className="cell-note">{t('watch.away', { steps: figures.away })}</span>}
            </>
          ),
        },
        {
          key: 'requests',
          title: t('watch.requests'),
          cell: drawn(
            ({ requests }) => requests,
            ({ figures }) => count(figures.requests),
          ),
        },
        {
          key: 'errors',
          title: t('watch.errors'),
          cell: drawn(
            ({ errors }) => errors,
            ({ figures }) => (figures.errorShare === null ? '–' : share(figures.errorShare)),
          ),
        },
        {
          key: 'slow',
          title: t('watch.slow'),
          cell: drawn(
            ({ slow }) => slow,
            ({ figures }) => (figures.slow === null ? '–' : seconds(figures.slow)),
          ),
        },
        {
          key: 'oldest',
          title: t('watch.oldest'),
          cell: drawn(
            ({ oldestSeconds }) => oldestSeconds,
            ({ figures }) => (figures.oldestSeconds === null ? '–' : age(figures.oldestSeconds)),
          ),
        },
        {
          key: 'aside',
          title: t('watch.aside'),
          figures: true,
          cell: ({ figures }) => (figures.putAside === null ? '–' : count(figures.putAside)),
        },
      ]}
    />
  );
}
