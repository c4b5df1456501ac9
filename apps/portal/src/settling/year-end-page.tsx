import { useParams, useSearchParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import type { YearEnd, YearEndSheet } from '@ringvirkning/benefits-api';
import { get } from '../api/http.js';
import { offer } from '../files/offer.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { yearEndTexts } from '../i18n/year-end-texts.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { useOnPaper } from '../print/on-paper.js';
import { moneyOf } from '../table/value.js';
import { Select } from '../ui/forms.js';
import { Empty } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { CompareSheet } from './compare-sheet.js';
import { usePurses } from './use-purses.js';

addTexts(yearEndTexts);

const YEARS = 6;

/** One sheet that both finance directors sign: what the settlements between two municipalities moved in a budget year, and by which digests their books agree. */
export function YearEndPage() {
  const { contractId = '' } = useParams();
  const { t } = useText();
  const [search, setSearch] = useSearchParams();
  const thisYear = new Date().getFullYear();
  const year = Number(search.get('year') ?? thisYear - 1);
  const path = `/api/benefits/contracts/${contractId}/year-end?year=${year}`;
  const sheets = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<YearEnd>(path, signal) });
  return (
    <LoadedPage<YearEnd> query={sheets} title={t('yearEnd.title')}>
      {({ items }) => (
        <Page title={t('yearEnd.title')} part={String(year)} lead={<p>{t('yearEnd.of', { year })}</p>} onPaper>
          <p>{t('yearEnd.lead')}</p>
          <Select
            label={t('yearEnd.year')}
            value={String(year)}
            onChange={(event) => setSearch({ year: event.target.value }, { replace: true })}
          >
            {[...new Set([year, ...Array.from({ length: YEARS }, (_, back) => thisYear - back)])].map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
          {items.length === 0 && <Empty>{t('yearEnd.none')}</Empty>}
          {items.map((sheet) => (
            <Sheet key={sheet.sides[1]!.authority} sheet={sheet} />
          ))}
        </Page>
      )}
    </LoadedPage>
  );
}

function Sheet({ sheet }: { readonly sheet: YearEndSheet }) {
  const { t, say, count } = useText();
  const onPaper = useOnPaper();
  const { ref, title, year, currency, sides, open, hidden } = sheet;
  const purse = usePurses(sheet);
  const [ours, theirs] = sides as [YearEndSheet['sides'][number], YearEndSheet['sides'][number]];
  const name = ['aarsafstemning', ref, String(year), theirs.authority.replace(/\W/g, '-')].join('-');
  return (
    <Section title={t('yearEnd.with', { a: ours.name, b: theirs.name })}>
      <p>
        {say(title)} ({ref})
      </p>
      {hidden > 0 && <p role="note">{t('yearEnd.hidden', { count: count(hidden) })}</p>}
      <Table
        caption={t('yearEnd.title')}
        captionHidden
        rows={sides}
        rowKey={({ authority }) => authority}
        columns={[
          { key: 'side', title: t('yearEnd.side'), heading: true, value: (side) => side.name },
          { key: 'net', title: t('yearEnd.net'), value: ({ amount }) => moneyOf(amount, currency, { signed: true }) },
          hidden === 0 && {
            key: 'digest',
            title: t('yearEnd.digest'),
            value: ({ digest }) => digest ?? undefined,
            cell: ({ digest }) => <code className="digest">{digest}</code>,
          },
        ]}
      />
      <Table
        caption={t('yearEnd.moves')}
        rows={sides.flatMap(({ moves }) => moves)}
        rowKey={({ settlement, silo }) => `${settlement} ${silo}`}
        empty={t('yearEnd.noMoves')}
        file={{ name: [t('yearEnd.title'), ref, String(year)] }}
        columns={[
          {
            key: 'settlement',
            title: t('yearEnd.settlement'),
            heading: true,
            value: ({ code, no }) => t('yearEnd.no', { code, no }),
          },
          { key: 'purse', title: t('yearEnd.purse'), value: ({ silo }) => purse(silo) },
          {
            key: 'given',
            title: t('yearEnd.given'),
            value: ({ amount }) => moneyOf(amount, currency, { signed: true }),
          },
        ]}
      />
      {open.length > 0 && (
        <p role="note">{t('yearEnd.open', { settlements: open.map((each) => t('yearEnd.no', each)).join('; ') })}</p>
      )}
      {hidden === 0 && (
        <>
          <h3>{t('yearEnd.sign')}</h3>
          {sides.map((side) => (
            <p key={side.authority}>{t('yearEnd.signs', { name: side.name })}</p>
          ))}
        </>
      )}
      {hidden === 0 && !onPaper && (
        <>
          <p>
            <button
              type="button"
              className="button button-secondary"
              onClick={() => offer(`${name}.json`, new Blob([JSON.stringify(sheet)], { type: 'application/json' }))}
            >
              {t('yearEnd.file')}
            </button>
          </p>
          <CompareSheet of={sheet} />
        </>
      )}
    </Section>
  );
}
