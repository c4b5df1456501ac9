import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Sample, SampleList } from '@ringvirkning/outcomes-api';
import { useSamples } from '../api/queries.js';
import { useAction } from '../api/use-action.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { sampleTexts } from '../i18n/sample-texts.js';
import { Section } from '../layout/page.js';
import { Input } from '../ui/forms.js';
import { Empty, ErrorNotice, Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { Badge } from '../ui/values.js';

addTexts(sampleTexts);

/** The samples of a contract: what was frozen, drawn and concluded, and what waits to be. */
export function SamplesTab() {
  const { t } = useText();
  const { contract } = useContractContext();
  return (
    <Section title={t('sample.title')}>
      <Loaded<SampleList> query={useSamples(contract.id)}>{(list) => <Samples list={list} />}</Loaded>
    </Section>
  );
}

function Samples({ list: { terms, waiting, mayDraw, items } }: { readonly list: SampleList }) {
  const { t, count } = useText();
  if (terms === null) return <Empty>{t('sample.everyClaim')}</Empty>;
  return (
    <>
      <p>{t('sample.waiting', { count: count(waiting) })}</p>
      <SampleTable samples={items} />
      {mayDraw && waiting > 0 && <Freeze />}
    </>
  );
}

function SampleTable({ samples }: { readonly samples: readonly Sample[] }) {
  const { t, date } = useText();
  const { contract } = useContractContext();
  return (
    <Table
      caption={t('sample.title')}
      captionHidden
      rows={samples}
      rowKey={({ sampleId }) => sampleId}
      empty={t('sample.none')}
      file={{ name: [contract.ref, t('sample.title')] }}
      columns={[
        {
          key: 'from',
          title: t('sample.from'),
          heading: true,
          value: ({ from }) => ({ day: from }),
          cell: ({ sampleId, from }) => <Link to={`/contracts/${contract.id}/samples/${sampleId}`}>{date(from)}</Link>,
        },
        { key: 'to', title: t('sample.to'), value: ({ to }) => ({ day: to }) },
        {
          key: 'status',
          title: t('sample.status'),
          value: ({ status }) => t(`sampleStatus.${status}`),
          cell: ({ status }) => <Badge state={status}>{t(`sampleStatus.${status}`)}</Badge>,
        },
        { key: 'units', title: t('sample.population'), value: ({ units }) => units },
        { key: 'selected', title: t('sample.selected'), value: ({ selected }) => selected },
        { key: 'decided', title: t('sample.progress'), value: ({ decided }) => decided },
        {
          key: 'verdict',
          title: t('sample.verdict'),
          value: ({ result }) => (result ? t(`sampleVerdict.${result.verdict}`) : undefined),
        },
      ]}
    />
  );
}

function Freeze() {
  const { t } = useText();
  const { contract, terms } = useContractContext();
  const navigate = useNavigate();
  const action = useAction<Sample>();
  const [from, setFrom] = useState<string>(terms.period.from);
  const [to, setTo] = useState<string>(terms.period.to);
  const freeze = () =>
    action.mutate({
      path: `/api/outcomes/contracts/${contract.id}/samples`,
      body: { from, to },
      goOn: ({ sampleId }) => void navigate(`/contracts/${contract.id}/samples/${sampleId}`),
    });
  return (
    <form
      className="toolbar"
      onSubmit={(event) => {
        event.preventDefault();
        freeze();
      }}
    >
      <p className="note">{t('sample.freezeHint')}</p>
      <Input
        label={t('sample.from')}
        type="date"
        required
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <Input label={t('sample.to')} type="date" required value={to} onChange={(event) => setTo(event.target.value)} />
      <button type="submit" className="button button-primary" disabled={action.isPending}>
        {action.isPending ? t('state.saving') : t('sample.freeze')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}
