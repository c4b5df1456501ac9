import { Link, useSearchParams } from 'react-router';
import type { Departments, DepartmentSheet } from '@ringvirkning/benefits-api';
import { FigureLink } from '../front/figure-link.js';
import { useText } from '../i18n/i18n.js';
import { Page, Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { Select } from '../ui/forms.js';
import { Empty, Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Amount, Badge, Facts } from '../ui/values.js';
import { Missing } from './due-view.js';
import { useDepartments, useSheet } from './queries.js';

/** What it cost a department, what it got, what it should get back, why, and from whom. */
export function DepartmentPage() {
  const { t, say } = useText();
  const [search, setSearch] = useSearchParams();
  const departments = useDepartments();
  const silo = search.get('silo') ?? departments.data?.items[0]?.silo;
  return (
    <Page title={t('sheet.title')} onPaper>
      <Loaded<Departments> query={departments}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t('sheet.none')}</Empty>
          ) : (
            items.length > 1 && (
              <Select
                label={t('sheet.of')}
                value={silo}
                onChange={(event) => setSearch({ silo: event.target.value }, { replace: true })}
              >
                {items.map((each) => (
                  <option key={each.silo} value={each.silo}>
                    {say(each.name)}
                  </option>
                ))}
              </Select>
            )
          )
        }
      </Loaded>
      {silo && <Sheet silo={silo} />}
    </Page>
  );
}

function Sheet({ silo }: { readonly silo: string }) {
  return <Loaded<DepartmentSheet> query={useSheet(silo)}>{(sheet) => <SheetView sheet={sheet} />}</Loaded>;
}

type Agreement = DepartmentSheet['agreements'][number];

const total = (amounts: readonly bigint[]): string => String(amounts.reduce((sum, amount) => sum + amount, 0n));

function SheetView({ sheet }: { readonly sheet: DepartmentSheet }) {
  const { t, say, money } = useText();
  const { currency, totals, agreements, name } = sheet;
  const amounts = agreements.flatMap(({ others }) => others.map(({ amount }) => BigInt(amount)));
  const back = total(amounts.filter((amount) => amount > 0n));
  const give = total(amounts.filter((amount) => amount < 0n).map((amount) => -amount));
  const amount = (value: string) => <Amount amount={value} currency={currency} />;
  return (
    <>
      <h2>{say(name)}</h2>
      <Facts
        figures
        items={[
          [t('sheet.cost'), amount(total([BigInt(totals.invested), BigInt(totals.paid)])), t('sheet.costHint')],
          [t('sheet.got'), amount(totals.realised), t('sheet.gotHint', { forecast: money(totals.forecast, currency) })],
          [t('sheet.back'), <strong key="back">{amount(back)}</strong>],
          ...(give === '0' ? [] : [[t('sheet.give'), amount(give)] as const]),
          [t('sheet.settled'), amount(totals.settled)],
        ]}
      />
      <Section title={t('sheet.why')}>
        {agreements.length === 0 && <Empty>{t('sheet.noAgreement')}</Empty>}
        {agreements.map((agreement) => (
          <Why key={agreement.agreementId} agreement={agreement} sheet={sheet} />
        ))}
      </Section>
      <Section title={t('sheet.byYear')}>
        <Years sheet={sheet} />
      </Section>
    </>
  );
}

function Why({ agreement, sheet: { currency } }: { readonly agreement: Agreement; readonly sheet: DepartmentSheet }) {
  const { t, say, money, word } = useText();
  const { agreementId, title, through, settlement, missing, others } = agreement;
  return (
    <>
      {others.length === 0 && <p>{t('share.nothingDue')}</p>}
      {others.map(({ silo, name, amount, why }) => (
        <div key={silo}>
          <p className="lead">
            <strong>
              {amount.startsWith('-')
                ? t('sheet.givesTo', { amount: money(amount.slice(1), currency), name: say(name) })
                : t('sheet.getsFrom', { amount: money(amount, currency), name: say(name) })}
            </strong>
          </p>
          <ul>
            {why.map((each) => (
              <li key={`${each.year} ${each.why.en}`}>
                {each.year}: {money(each.amount, currency)} – {say(each.why)}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <Missing missing={missing} />
      <p className="note">
        <Link to={`/benefit-agreements/${agreementId}`}>{t('sheet.by', { title: say(title), year: through })}</Link>
      </p>
      {settlement && (
        <p>
          {t('sheet.under')}{' '}
          <Link to={`/settlements/${settlement.id}`}>
            <Badge state={settlement.state}>{word('share.state', settlement.state)}</Badge>
          </Link>
        </p>
      )}
    </>
  );
}

function Years({ sheet: { years, currency, name, silo } }: { readonly sheet: DepartmentSheet }) {
  const { t, say } = useText();
  const figure = (key: 'invested' | 'paid' | 'realised' | 'forecast' | 'atSignature' | 'settled', title: string) => ({
    key,
    title,
    total: true,
    value: (row: DepartmentSheet['years'][number]) => moneyOf(row[key], currency, { whole: true }),
    ...((key === 'realised' || key === 'forecast') && {
      cell: (row: DepartmentSheet['years'][number]) => (
        <FigureLink amount={row[key]} of={{ silo, currency, year: row.year }} />
      ),
    }),
  });
  return (
    <Table
      caption={t('sheet.byYear')}
      captionHidden
      rows={years}
      file={{ name: [say(name), t('sheet.byYear')] }}
      rowKey={({ year }) => String(year)}
      columns={[
        { key: 'year', title: t('share.year'), heading: true, value: ({ year }) => String(year) },
        figure('invested', t('sheet.invested')),
        figure('paid', t('sheet.paid')),
        figure('realised', t('share.realised')),
        figure('forecast', t('share.forecast')),
        years.some(({ atSignature }) => atSignature !== undefined) && figure('atSignature', t('silos.atSignature')),
        figure('settled', t('sheet.settled')),
      ]}
    />
  );
}
