import { useState } from 'react';
import type { WhatIf, WhatIfRequest } from '@ringvirkning/benefits-api';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { moneyOf } from '../table/value.js';
import { Cell, Table } from '../ui/table.js';
import { Amount } from '../ui/values.js';

type Anchors = WhatIf['anchors'];

/** Who would gain if a legal rule were another, or the law of another day applied: money moves between purses, the total stays. Books nothing. */
export function WhatIfForm({ contractId }: { readonly contractId: string }) {
  const { t } = useText();
  const action = useAction<WhatIf>();
  // Kept apart from the action, which forgets its answer while it asks again.
  const [result, setResult] = useState<WhatIf>();
  const ask = (body: WhatIfRequest) =>
    action.mutate({ path: `/api/benefits/contracts/${contractId}/what-if`, body, done: setResult });
  return (
    <>
      <p>{t('whatIf.intro')}</p>
      {result ? (
        <Change anchors={result.anchors} busy={action.isPending} ask={ask} />
      ) : (
        <p>
          <button type="button" className="button button-secondary" disabled={action.isPending} onClick={() => ask({})}>
            {t('whatIf.start')}
          </button>
        </p>
      )}
      {action.error && <ErrorNotice error={action.error} focus />}
      {result && <Comparison result={result} />}
    </>
  );
}

function Change({
  anchors,
  busy,
  ask,
}: {
  readonly anchors: Anchors;
  readonly busy: boolean;
  ask(body: WhatIfRequest): void;
}) {
  const { t, say } = useText();
  const [change, setChange] = useState({ from: '', to: '', lawAsOf: '' });
  const options = anchors.map(({ code, title }) => (
    <option key={code} value={code}>
      {say(title)}
    </option>
  ));
  const compute = () =>
    ask({
      moved: change.from && change.to ? { [change.from]: change.to } : {},
      ...(change.lawAsOf ? { lawAsOf: change.lawAsOf as NonNullable<WhatIfRequest['lawAsOf']> } : {}),
    });
  return (
    <form
      className="inline-form"
      aria-label={t('whatIf.title')}
      onSubmit={(event) => {
        event.preventDefault();
        compute();
      }}
    >
      <Select
        label={t('whatIf.from')}
        value={change.from}
        onChange={(event) => setChange({ ...change, from: event.target.value })}
      >
        <option value="">{t('whatIf.none')}</option>
        {options}
      </Select>
      <Select
        label={t('whatIf.to')}
        value={change.to}
        onChange={(event) => setChange({ ...change, to: event.target.value })}
      >
        <option value="">{t('whatIf.none')}</option>
        {options}
      </Select>
      <Input
        label={t('whatIf.lawAsOf')}
        type="date"
        value={change.lawAsOf}
        onChange={(event) => setChange({ ...change, lawAsOf: event.target.value })}
      />
      <button type="submit" className="button button-secondary" disabled={busy}>
        {t('whatIf.compute')}
      </button>
    </form>
  );
}

const FIGURES = ['asIs', 'whatIf', 'difference'] as const;

function Comparison({ result: { silos, totals, currency } }: { readonly result: WhatIf }) {
  const { t, say } = useText();
  return (
    <Table
      caption={t('whatIf.caption')}
      rows={silos}
      rowKey={({ silo }) => silo}
      columns={[
        { key: 'silo', title: t('silos.silo'), heading: true, value: ({ name }) => say(name) },
        ...FIGURES.map((key) => ({
          key,
          title: t(`whatIf.${key}`),
          value: (row: WhatIf['silos'][number]) =>
            moneyOf(row[key], currency, { signed: key === 'difference', whole: true }),
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
        </tr>
      }
    />
  );
}
