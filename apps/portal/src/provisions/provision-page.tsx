import { useParams, useSearchParams } from 'react-router';
import type { ProvisionDetail } from '@ringvirkning/benefits-api';
import { addTexts, useText } from '../i18n/i18n.js';
import { provisionTexts } from '../i18n/provision-texts.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { Input } from '../ui/forms.js';
import { Loaded } from '../ui/notices.js';
import { Table, type Column } from '../ui/table.js';
import { changeOf, historyRows, latestChange, type HistoryRow } from './changes.js';
import { useProvision, type Days } from './provision-queries.js';

addTexts(provisionTexts);

/** A provision: its history with sources, and what the law of two days says side by side. The days stand in the address. */
export function ProvisionPage() {
  const { t, say } = useText();
  const { code = '' } = useParams();
  return (
    <LoadedPage<ProvisionDetail> query={useProvision(code)} title={t('provisions.title')}>
      {(provision) => (
        <Page
          title={say(provision.title)}
          lead={
            <p>
              {say(provision.about)} ({provision.reference})
            </p>
          }
          onPaper
        >
          <History provision={provision} />
          {provision.rules > 1 && <Comparison provision={provision} />}
          <p className="note">{t('provisions.digest', { digest: provision.digest.slice(0, 16) })}</p>
        </Page>
      )}
    </LoadedPage>
  );
}

function History({ provision }: { readonly provision: ProvisionDetail }) {
  const { t, say, word } = useText();
  const columns: Column<HistoryRow>[] = [
    { key: 'from', title: t('provisions.from'), heading: true, value: ({ from }) => ({ day: from }) },
    { key: 'to', title: t('provisions.to'), value: ({ to }) => (to === null ? undefined : { day: to }) },
    { key: 'situation', title: t('provisions.situation'), value: ({ situation }) => say(situation) },
    { key: 'purse', title: t('provisions.purse'), filter: true, value: ({ treasury }) => word('treasury', treasury) },
    {
      key: 'area',
      title: t('provisions.area'),
      value: ({ steeringArea }) => (steeringArea === null ? undefined : word('area', steeringArea)),
    },
    { key: 'share', title: t('provisions.share'), value: ({ share }) => ({ share: Number(share) }) },
    { key: 'source', title: t('provisions.source'), value: ({ source }) => source },
    { key: 'note', title: t('provisions.note'), value: ({ note }) => (note === null ? undefined : say(note)) },
  ];
  return (
    <Section title={t('provisions.history')}>
      <Table
        caption={t('provisions.historyCaption')}
        captionHidden
        rows={historyRows(provision)}
        rowKey={(_, index) => String(index)}
        columns={columns}
        file={{ name: [provision.code, t('provisions.history')] }}
      />
    </Section>
  );
}

function Comparison({ provision }: { readonly provision: ProvisionDetail }) {
  const { t } = useText();
  const [choice, setChoice] = useSearchParams();
  const latest = latestChange(provision);
  const days: Days = { from: choice.get('from') ?? latest.from, to: choice.get('to') ?? latest.to };
  const field = (name: keyof Days) => ({
    type: 'date',
    value: days[name],
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      target.value !== '' && setChoice({ ...days, [name]: target.value }, { replace: true }),
  });
  return (
    <Section title={t('provisions.compare')}>
      <div className="filters">
        <Input label={t('provisions.compareFrom')} {...field('from')} />
        <Input label={t('provisions.compareTo')} {...field('to')} />
      </div>
      <Loaded<ProvisionDetail> query={useProvision(provision.code, days)}>
        {({ comparison }) => comparison && <Lines code={provision.code} comparison={comparison} />}
      </Loaded>
    </Section>
  );
}

type Compared = NonNullable<ProvisionDetail['comparison']>;

function Lines({ code, comparison }: { readonly code: string; readonly comparison: Compared }) {
  const { t, say, word, date } = useText();
  const shareOf = (share: string | null) => (share === null ? undefined : { share: Number(share) });
  const columns: Column<Compared['lines'][number]>[] = [
    { key: 'situation', title: t('provisions.situation'), heading: true, value: ({ situation }) => say(situation) },
    { key: 'purse', title: t('provisions.purse'), value: ({ treasury }) => word('treasury', treasury) },
    { key: 'before', title: date(comparison.from), value: ({ before }) => shareOf(before) },
    { key: 'after', title: date(comparison.to), value: ({ after }) => shareOf(after) },
    {
      key: 'change',
      title: t('provisions.change'),
      filter: true,
      value: (line) => t(`provisions.change.${changeOf(line)}`),
    },
  ];
  return (
    <>
      {!comparison.changed && <p>{t('provisions.same')}</p>}
      <Table
        caption={t('provisions.compareCaption')}
        captionHidden
        rows={comparison.lines}
        rowKey={(_, index) => String(index)}
        columns={columns}
        file={{ name: [code, t('provisions.compare'), comparison.from, comparison.to] }}
      />
    </>
  );
}
