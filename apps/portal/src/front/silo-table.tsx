import type { Overview } from '@ringvirkning/benefits-api';
import { useText } from '../i18n/i18n.js';
import { moneyOf } from '../table/value.js';
import { Cell, Table } from '../ui/table.js';
import { FigureLink } from './figure-link.js';
import { Amount, HiddenNote, RestrictedNote, PurseName } from '../ui/values.js';
import {
  bySilo,
  byYear as rowsByYear,
  hasGains,
  hasSettled,
  hasSigned,
  SILO_FIGURES,
  siloFigures,
  type SiloFigure,
  type SiloRow,
} from './silo-rows.js';

const isSigned = (key: SiloFigure): boolean => key === 'net' || key === 'settled';

/** Who invested and who gained, per purse; with `byYear` also per budget year. */
export function SiloTable({
  overview,
  byYear,
  of,
  contractId,
  year,
}: {
  readonly overview: Overview;
  readonly byYear: boolean;
  /** What the overview was narrowed to. */
  readonly contractId?: string | undefined;
  readonly year?: number | undefined;
  /** What is shown of: parts of an exported file's name. */
  readonly of: readonly string[];
}) {
  const { t, say } = useText();
  const { currency, silos, totals, suppressed, restricted } = overview;
  const sums = siloFigures(totals);
  const figures = SILO_FIGURES.filter((key) => {
    if (key === 'settled') return hasSettled(silos);
    if (key === 'atSignature') return hasSigned(silos);
    return hasGains(totals.gains) || (key !== 'realised' && key !== 'forecast');
  });
  const figure = (key: SiloFigure) => ({
    key,
    title: t(`silos.${key}`),
    value: (row: SiloRow) => moneyOf(row[key], currency, { signed: isSigned(key), whole: true }),
    ...((key === 'realised' || key === 'forecast') && {
      cell: (row: SiloRow) => (
        <FigureLink amount={row[key]} of={{ silo: row.silo, currency, contractId, year: row.budgetYear ?? year }} />
      ),
    }),
  });
  return (
    <>
      <Table<SiloRow>
        caption={t('silos.caption')}
        captionHidden
        rows={byYear ? rowsByYear(silos) : bySilo(silos)}
        rowKey={({ silo, budgetYear }) => `${silo}-${budgetYear}`}
        empty={t('front.flowsEmpty')}
        file={{ name: [t('silos.title'), ...of] }}
        columns={[
          {
            key: 'silo',
            title: t('silos.silo'),
            heading: true,
            value: ({ name }) => say(name),
            cell: (purse) => <PurseName purse={purse} />,
          },
          byYear && {
            key: 'year',
            title: t('silos.year'),
            filter: true,
            value: ({ budgetYear }) => String(budgetYear),
          },
          ...figures.map(figure),
        ]}
        foot={
          <tr role="row">
            <th role="rowheader" scope="row" colSpan={byYear ? 2 : 1}>
              {t('table.total')}
            </th>
            {figures.map((key) => (
              <Cell key={key} title={t(`silos.${key}`)} figures>
                <Amount amount={sums[key]} currency={currency} signed={isSigned(key)} whole />
              </Cell>
            ))}
          </tr>
        }
      />
      <HiddenNote when={suppressed} />
      <RestrictedNote when={restricted} />
      <p className="note">{t('silos.netNote')}</p>
    </>
  );
}
