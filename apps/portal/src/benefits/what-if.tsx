import { useState } from 'react';
import type { WhatIf } from '@ringvirkning/benefits-api';
import { addTexts, useText } from '../i18n/i18n.js';
import { whatIfTexts } from '../i18n/what-if-texts.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice, Loading } from '../ui/notices.js';
import { moneyOf } from '../table/value.js';
import { Cell, Table } from '../ui/table.js';
import { Amount } from '../ui/values.js';
import { TODAY, toggled, type Change } from './what-if-change.js';
import { KeepForm, KeptList } from './what-if-kept.js';
import { useKeptWhatIfs, useWhatIf, useWhatIfs } from './use-what-if.js';

addTexts(whatIfTexts);

/**
 * Who would gain if a legal rule, its date, a share or the number of outcomes were another. Books nothing. What was tried can be kept under a name, for
 * oneself and colleagues; up to four stand beside each other, computed anew whenever they are shown.
 */
export function WhatIfForm({ contractId }: { readonly contractId: string }) {
  const { t } = useText();
  const [isOpen, open] = useState(false);
  return (
    <>
      <h3>{t('whatIf.title')}</h3>
      <p>{t('whatIf.intro')}</p>
      {isOpen ? (
        <Tried contractId={contractId} />
      ) : (
        <p>
          <button type="button" className="button button-secondary" onClick={() => open(true)}>
            {t('whatIf.start')}
          </button>
        </p>
      )}
    </>
  );
}

function Tried({ contractId }: { readonly contractId: string }) {
  const [change, setChange] = useState<Change>(TODAY);
  const [beside, setBeside] = useState<readonly string[]>([]);
  const items = useKeptWhatIfs(contractId).data?.items ?? [];
  const now = useWhatIf(contractId, change);
  const kept = useWhatIfs(
    contractId,
    items.filter(({ id }) => beside.includes(id)),
  );
  return (
    <>
      <ChangeFields anchors={now.data?.anchors ?? []} change={change} set={setChange} />
      {now.error && <ErrorNotice error={now.error} />}
      {now.data ? <Comparison result={now.data} kept={kept} /> : !now.error && <Loading />}
      <KeptList contractId={contractId} items={items} beside={beside} toggle={(id) => setBeside(toggled(beside, id))} />
      <KeepForm
        contractId={contractId}
        change={change}
        kept={(id) => beside.includes(id) || setBeside(toggled(beside, id))}
      />
    </>
  );
}

function ChangeFields({
  anchors,
  change,
  set,
}: {
  readonly anchors: WhatIf['anchors'];
  readonly change: Change;
  set(change: Change): void;
}) {
  const { t, say } = useText();
  const choice = (key: 'from' | 'to' | 'shared') => (
    <Select
      label={t(`whatIf.${key}`)}
      value={change[key]}
      onChange={(event) => set({ ...change, [key]: event.target.value })}
    >
      <option value="">{t(key === 'shared' ? 'whatIf.byLaw' : 'whatIf.none')}</option>
      {anchors.map(({ code, title }) => (
        <option key={code} value={code}>
          {say(title)}
        </option>
      ))}
    </Select>
  );
  const slider = (key: 'municipality' | 'outcomes', most: number) => (
    <Input
      label={t(`whatIf.${key}`, { percent: change[key] })}
      type="range"
      min={0}
      max={most}
      step={5}
      value={change[key]}
      disabled={key === 'municipality' && change.shared === ''}
      aria-valuetext={t('whatIf.percent', { percent: change[key] })}
      onChange={(event) => set({ ...change, [key]: Number(event.target.value) })}
    />
  );
  return (
    <div className="inline-form" role="group" aria-label={t('whatIf.title')}>
      {choice('from')}
      {choice('to')}
      <Input
        label={t('whatIf.lawAsOf')}
        type="date"
        value={change.lawAsOf}
        onChange={(event) => set({ ...change, lawAsOf: event.target.value })}
      />
      {choice('shared')}
      {slider('municipality', 100)}
      {slider('outcomes', 300)}
    </div>
  );
}

const FIGURES = ['asIs', 'whatIf', 'difference'] as const;
type Kept = ReturnType<typeof useWhatIfs>;

function Comparison({ result: { silos, totals, currency }, kept }: { readonly result: WhatIf; readonly kept: Kept }) {
  const { t, say } = useText();
  const amountOf = (data: WhatIf | undefined, silo: string): string | undefined =>
    data?.silos.find((row) => row.silo === silo)?.whatIf ?? (data ? '0' : undefined);
  return (
    <>
      <Table
        caption={t('whatIf.caption')}
        rows={silos}
        file={{ name: [t('whatIf.title')] }}
        rowKey={({ silo }) => silo}
        columns={[
          { key: 'silo', title: t('silos.silo'), heading: true, value: ({ name }) => say(name) },
          ...FIGURES.map((key) => ({
            key,
            title: t(`whatIf.${key}`),
            value: (row: WhatIf['silos'][number]) =>
              moneyOf(row[key], currency, { signed: key === 'difference', whole: true }),
          })),
          ...kept.map(({ id, name, data }) => ({
            key: `kept ${id}`,
            title: name,
            value: (row: WhatIf['silos'][number]) => moneyOf(amountOf(data, row.silo), currency, { whole: true }),
          })),
        ]}
        foot={
          <tr role="row">
            <th role="rowheader" scope="row">
              {t('table.total')}
            </th>
            {FIGURES.map((key) => (
              <Cell key={key} title={t(`whatIf.${key}`)} figures>
                <Amount amount={totals[key]} currency={currency} signed={key === 'difference'} whole />
              </Cell>
            ))}
            {kept.map(({ id, name, data }) => (
              <Cell key={`kept ${id}`} title={name} figures>
                <Amount amount={data?.totals.whatIf} currency={currency} whole />
              </Cell>
            ))}
          </tr>
        }
      />
      {kept.some(({ error }) => error) && <p className="note">{t('whatIf.notAny')}</p>}
    </>
  );
}
