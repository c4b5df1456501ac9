import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Differences } from '@ringvirkning/contracts-api';
import type { Currency } from '@ringvirkning/kernel';
import { addTexts, useText } from '../i18n/i18n.js';
import { draftTexts } from '../i18n/draft-texts.js';
import { modelTexts } from '../i18n/model-texts.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { usePercent, useTimes } from '../try-model/result-view.js';
import { Table } from '../ui/table.js';
import { Amount } from '../ui/values.js';
import { useContractTitle } from './contract-title.js';
import { changeOf, hasChanged, isRate, type Figure } from './draft-money.js';
import { useDifferences } from './draft-queries.js';

addTexts(modelTexts);
addTexts(draftTexts);

/** What differs between two versions: the terms in words, and what it means in money. */
export function DraftDifferencesPage() {
  const { contractId = '' } = useParams();
  const [asked] = useSearchParams();
  const proposal = asked.get('proposal');
  const of = proposal === null ? { from: asked.get('from') ?? '', to: asked.get('to') ?? '' } : { proposal };
  const { t } = useText();
  const title = useContractTitle()(contractId, t('contracts.name'));
  return (
    <LoadedPage<Differences> query={useDifferences(contractId, of)} title={t('draft.compare')}>
      {(differences) => (
        <Page
          title={t('draft.differencesTitle', { title })}
          lead={
            <p>
              {proposal === null
                ? t('draft.differencesLead', { from: differences.from, to: differences.to })
                : t('draft.proposalLead', { from: differences.from })}
            </p>
          }
          onPaper
        >
          <p>
            <Link to={`/contracts/${contractId}/terms`}>{t('draft.toContract')}</Link>
          </p>
          <Clauses differences={differences} />
          <Money differences={differences} />
        </Page>
      )}
    </LoadedPage>
  );
}

export function Clauses({ differences: { clauses } }: { readonly differences: Pick<Differences, 'clauses'> }) {
  const { t, say } = useText();
  return (
    <Section title={t('draft.clauses')}>
      <Table
        caption={t('draft.clausesCaption')}
        captionHidden
        rows={clauses}
        rowKey={({ path, change }) => `${change} ${path}`}
        empty={t('draft.sameClauses')}
        file={{ name: [t('draft.clausesCaption')] }}
        columns={[
          { key: 'what', title: t('draft.what'), heading: true, value: (each) => say(each) },
          { key: 'kind', title: t('draft.kindOfChange'), filter: true, value: ({ change }) => t(`change.${change}`) },
          { key: 'where', title: t('draft.where'), value: ({ path }) => path, cell: ({ path }) => <code>{path}</code> },
        ]}
      />
    </Section>
  );
}

export function Money({ differences }: { readonly differences: Pick<Differences, 'money' | 'currency'> }) {
  const { t } = useText();
  const [all, showAll] = useState(false);
  const { money, currency } = differences;
  const name = ({ measure, name: party, year = 0 }: Figure): string =>
    t(`figure.${measure}`, { party, year: String(year) });
  return (
    <Section title={t('draft.money')}>
      <p className="note">{t('draft.moneyNote')}</p>
      <label>
        <input type="checkbox" checked={!all} onChange={(event) => showAll(!event.target.checked)} />{' '}
        {t('draft.onlyChanged')}
      </label>
      <Table
        caption={t('draft.moneyCaption')}
        captionHidden
        rows={all ? money : money.filter(hasChanged)}
        rowKey={(figure, index) => `${name(figure)} ${index}`}
        empty={t('draft.unchanged')}
        columns={[
          { key: 'figure', title: t('draft.figure'), heading: true, cell: name },
          {
            key: 'before',
            title: t('draft.before'),
            figures: true,
            cell: (figure) => <FigureCell figure={figure} value={figure.before} currency={currency.before} />,
          },
          {
            key: 'after',
            title: t('draft.after'),
            figures: true,
            cell: (figure) => <FigureCell figure={figure} value={figure.after} currency={currency.after} />,
          },
          {
            key: 'difference',
            title: t('draft.difference'),
            figures: true,
            cell: (figure) => <Amount amount={changeOf(figure, currency)} currency={currency.after} />,
          },
        ]}
      />
    </Section>
  );
}

function FigureCell({
  figure,
  value,
  currency,
}: {
  readonly figure: Figure;
  readonly value: string | null;
  readonly currency: Currency;
}) {
  const { t } = useText();
  const [percent, times] = [usePercent(), useTimes()];
  if (value === null) return <>{t(figure.measure === 'ceiling' ? 'draft.noCeiling' : 'draft.noFigure')}</>;
  if (!isRate(figure)) return <Amount amount={value} currency={currency} />;
  return <>{figure.measure === 'irr' ? percent(value) : times(value)}</>;
}
