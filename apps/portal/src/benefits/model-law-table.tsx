import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ValuationModelDetail } from '@ringvirkning/benefits-api';
import { get } from '../api/http.js';
import { formatDecimal, formatShare } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Loaded } from '../ui/notices.js';
import { Table, type Column } from '../ui/table.js';
import { lawOf, type LawRow, type ModelDocument } from './model-law.js';

const useModel = (model: string) => {
  const path = `/api/benefits/valuation-models/${encodeURIComponent(model)}`;
  return useQuery({ queryKey: [path], queryFn: ({ signal }) => get<ValuationModelDetail>(path, signal) });
};

/** By which provisions the model splits gains, and what it assumes of people where a provision asks and no fact is known. */
export function ModelLaw({ model }: { readonly model: string }) {
  const { t, say, word, decimal, share } = useShown();
  const columns: Column<LawRow>[] = [
    {
      key: 'title',
      title: t('law.provision'),
      heading: true,
      value: ({ title }) => say(title),
      cell: ({ title, provision }) =>
        provision === undefined ? say(title) : <Link to={`/provisions/${provision}`}>{say(title)}</Link>,
    },
    {
      key: 'rules',
      title: t('law.rules'),
      value: ({ provision }) => t(provision === undefined ? 'law.own' : 'law.catalogue'),
    },
    {
      key: 'need',
      title: t('law.need'),
      value: ({ need }) => (need === undefined ? undefined : word('need', need)),
    },
    {
      key: 'values',
      title: t('law.assumed'),
      value: ({ values }) =>
        values.length === 0 ? undefined : values.map((of) => `${decimal(of.value)} (${share(of.share)})`).join(', '),
    },
    { key: 'source', title: t('law.source'), value: ({ source }) => source },
  ];
  return (
    <Loaded<ValuationModelDetail> query={useModel(model)}>
      {({ document }) => (
        <>
          <Table
            caption={t('law.caption')}
            rows={lawOf(document as ModelDocument)}
            rowKey={({ anchor, need }) => `${anchor} ${need}`}
            columns={columns}
            file={{ name: [model, t('law.caption')] }}
          />
          <p className="note">{t('law.note')}</p>
        </>
      )}
    </Loaded>
  );
}

function useShown() {
  const { t, say, word, language } = useText();
  return {
    ...{ t, say, word },
    decimal: (value: string) => formatDecimal(value, language),
    share: (value: string) => formatShare(Number(value), language),
  };
}
