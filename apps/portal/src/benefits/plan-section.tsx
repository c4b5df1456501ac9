import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { PlanComparison } from '@ringvirkning/benefits-api';
import type { Sentence } from '@ringvirkning/kernel';
import { get } from '../api/http.js';
import { useMay } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { textOf } from '../files/text-of.js';
import { BytesField } from '../files/file-fields.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { planTexts } from '../i18n/plan-texts.js';
import { Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { Input, TextArea } from '../ui/forms.js';
import { Empty, ErrorNotice, Loaded } from '../ui/notices.js';
import { Table } from '../ui/table.js';
import { HiddenNote } from '../ui/values.js';

addTexts(planTexts);

type Row = PlanComparison['rows'][number];

/** What was planned in SØM, beside what the books hold, purse by purse and year by year. */
export function PlanSection({ contractId, of }: { readonly contractId: string; readonly of: string }) {
  const { t } = useText();
  const may = useMay();
  const path = `/api/benefits/contracts/${contractId}/plan`;
  const plan = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<PlanComparison>(path, signal) });
  return (
    <Section title={t('plan.title')}>
      <Loaded<PlanComparison> query={plan}>
        {(data) => (data.plan ? <Compared data={data} plan={data.plan} of={of} /> : <Empty>{t('plan.none')}</Empty>)}
      </Loaded>
      {may('benefits.manage-models') && plan.data?.currency === 'DKK' && (
        <details>
          <summary>{t('plan.load')}</summary>
          <LoadPlanForm path={path} />
        </details>
      )}
    </Section>
  );
}

const FIGURES = ['cost', 'gain', 'net'] as const;

function Compared({
  data: { rows, currency, priceLevelYear, costOf, suppressed, restricted },
  plan,
  of,
}: {
  readonly data: PlanComparison;
  readonly plan: NonNullable<PlanComparison['plan']>;
  readonly of: string;
}) {
  const { t, word, instant } = useText();
  const { number, version, priceLevelYear: year, loadedAt, loadedBy } = plan;
  const figures = (side: 'plan' | 'ours') =>
    FIGURES.map((figure) => ({
      key: `${side}-${figure}`,
      title: t(`plan.${side}.${figure}`),
      value: (row: Row) => moneyOf(row[side][figure], currency, { signed: figure === 'net', whole: true }),
    }));
  return (
    <>
      <p>
        {t('plan.inForce', { number, version, year, at: instant(loadedAt), by: loadedBy })}
        {priceLevelYear !== null && priceLevelYear !== year && ` ${t('plan.otherPrices', { year: priceLevelYear })}`}
      </p>
      <Table<Row>
        caption={t('plan.caption')}
        rows={rows}
        file={{ name: [of, t('plan.title')] }}
        rowKey={(row) => `${row.treasury} ${row.year}`}
        columns={[
          {
            key: 'purse',
            title: t('plan.purse'),
            heading: true,
            filter: true,
            value: (row) => word('treasury', row.treasury),
          },
          { key: 'year', title: t('plan.year'), value: (row) => String(row.year) },
          ...figures('plan'),
          ...figures('ours'),
          {
            key: 'difference',
            title: t('plan.difference'),
            value: (row) => moneyOf(row.difference.net, currency, { signed: true, whole: true }),
          },
        ]}
      />
      <HiddenNote when={suppressed} />
      {restricted && <p className="note">{t('plan.restricted')}</p>}
      <p className="note">{t(`plan.note.${costOf}`)}</p>
    </>
  );
}

const isWorkbook = (file: File): boolean => /\.xlsx$/i.test(file.name);

/** A file's bytes as JSON can carry them. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function LoadPlanForm({ path }: { readonly path: string }) {
  const { t, say } = useText();
  const action = useAction<PlanComparison>();
  const [version, setVersion] = useState('');
  const [text, setText] = useState('');
  const [workbook, setWorkbook] = useState<string>();
  const [fault, setFault] = useState<Sentence>();
  const chosen = async (file: File | undefined): Promise<void> => {
    setWorkbook(file && isWorkbook(file) ? await base64Of(file) : undefined);
    const read = file && !isWorkbook(file) ? await textOf(file) : undefined;
    setFault(read?.fault);
    if (read?.text !== undefined) setText(read.text);
  };
  return (
    <form
      className="form-narrow"
      aria-label={t('plan.load')}
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({ path, body: { version: version.trim(), ...(workbook ? { workbook } : { text }) } });
      }}
    >
      <p>{t('plan.loadIntro')}</p>
      <Input
        label={t('plan.version')}
        hint={t('plan.versionHint')}
        required
        value={version}
        onChange={(event) => setVersion(event.target.value)}
      />
      <TextArea
        label={t('plan.paste')}
        rows={8}
        required={workbook === undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <BytesField label={t('plan.file')} accept=".csv,.txt,.xlsx" choose={(file) => void chosen(file)} />
      {fault && (
        <p role="alert" className="form-error-message">
          {say(fault)}
        </p>
      )}
      {action.error && <ErrorNotice error={action.error} focus />}
      <button type="submit" className="button button-primary" disabled={action.isPending}>
        {t('plan.save')}
      </button>
    </form>
  );
}
