import { Link } from 'react-router';
import type { WorksIntake } from '@ringvirkning/outcomes-api';
import { ContractTitle } from '../contracts/contract-title.js';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Empty, Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { HiddenNote } from '../ui/values.js';
import { IntakeMonths } from './intake-months.js';
import { useIntake } from './works-queries.js';

type Intake = WorksIntake['items'][number];

/** Whether as many begin as planned, and when the plan is reached. */
export function IntakeSection({
  contractId,
  chosen,
}: {
  readonly contractId: string | undefined;
  readonly chosen: readonly (string | undefined)[];
}) {
  const { t } = useText();
  return (
    <Section title={t('works.intake')}>
      <p>{t('works.intakeIntro')}</p>
      <Loaded<WorksIntake> query={useIntake(contractId)}>
        {({ items }) => (
          <>
            <IntakeTable items={items} chosen={chosen} />
            {items.length === 1 && items[0]!.months && <IntakeMonths months={items[0]!.months} chosen={chosen} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function IntakeTable({
  items,
  chosen,
}: {
  readonly items: readonly Intake[];
  readonly chosen: readonly (string | undefined)[];
}) {
  const { t, decimal, count } = useText();
  const tenths = (value: number): string => decimal(value.toFixed(1));
  if (items.length === 0) return <Empty>{t('works.none')}</Empty>;
  return (
    <>
      <Table
        caption={t('works.intakeCaption')}
        rows={items}
        rowKey={({ contractId }) => contractId}
        file={{ name: [t('works.intake'), ...chosen] }}
        columns={[
          {
            key: 'contract',
            title: t('works.contract'),
            heading: true,
            value: ({ title }) => title,
            cell: ({ contractId, title, ref }) => (
              <>
                <Link to={`/contracts/${contractId}/progress`}>
                  <ContractTitle id={contractId} title={title} />
                </Link>
                <span className="cell-note">{ref}</span>
              </>
            ),
          },
          { key: 'people', title: t('works.people'), value: ({ people }) => people },
          { key: 'byNow', title: t('works.plannedByNow'), value: ({ plannedByNow }) => plannedByNow ?? undefined },
          {
            key: 'ahead',
            title: t('works.ahead'),
            value: ({ people, plannedByNow }) =>
              plannedByNow === null ? undefined : people === null ? null : people - plannedByNow,
          },
          { key: 'planned', title: t('works.planned'), value: ({ planned }) => planned ?? undefined },
          {
            key: 'pace',
            title: t('works.perMonth'),
            value: ({ forecast }) => (forecast ? { decimal: forecast.perMonth.toFixed(1) } : undefined),
            cell: ({ forecast }) =>
              forecast ? (
                <>
                  {tenths(forecast.perMonth)}
                  <span className="cell-note">
                    {t('works.perMonthOf', {
                      low: tenths(forecast.interval.low),
                      high: tenths(forecast.interval.high),
                      people: count(forecast.people),
                    })}
                  </span>
                </>
              ) : (
                '–'
              ),
          },
          {
            key: 'reached',
            title: t('works.reachedOn'),
            figures: false,
            value: ({ forecast }) => (forecast?.reachedOn ? { day: forecast.reachedOn } : undefined),
            cell: (intake) => <Reached intake={intake} />,
          },
        ]}
      />
      <HiddenNote when={items.some(({ suppressed }) => suppressed)} />
    </>
  );
}

/** When the plan is reached, or why nothing can be said. */
function Reached({ intake: { people, planned, forecast, endsOn, asOf } }: { readonly intake: Intake }) {
  const { t, date } = useText();
  if (planned === null) return <>{t('works.noPlan')}</>;
  if (people === null) return <span className="hidden-figure">{t('state.hidden')}</span>;
  if (people >= planned) return <>{t('works.full')}</>;
  if (endsOn !== null && asOf > endsOn) return <>{t('works.ended', { date: date(endsOn) })}</>;
  if (!forecast) return <>–</>;
  const { reachedOn, earliest, latest } = forecast;
  return (
    <>
      {reachedOn ? date(reachedOn) : t('works.never')}
      {earliest && (
        <span className="cell-note">
          {latest
            ? t('works.between', { earliest: date(earliest), latest: date(latest) })
            : t('works.notBefore', { earliest: date(earliest) })}
        </span>
      )}
      {endsOn !== null && reachedOn !== null && reachedOn > endsOn && (
        <span className="cell-note">{t('works.late', { date: date(endsOn) })}</span>
      )}
    </>
  );
}
