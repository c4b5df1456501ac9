import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { Across, AcrossItem, BusinessCase, Overview, Valuation } from '@ringvirkning/benefits-api';
import { useAcross, useBusinessCase, useOverview, useValuation, useValuationModels } from '../api/queries.js';
import { useMay } from '../api/session.js';
import { useContractContext } from '../contracts/use-contract-context.js';
import { formatShare } from '../format/text.js';
import { KeyFigures } from '../front/key-figures.js';
import { SiloTable } from '../front/silo-table.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { lawTexts } from '../i18n/law-texts.js';
import { Section } from '../layout/page.js';
import { ActionButton } from '../ui/action.js';
import { Select } from '../ui/forms.js';
import { Empty, Loaded, Loading } from '../ui/notices.js';
import { moneyOf } from '../table/value.js';
import { Table } from '../ui/table.js';
import { Amount, HiddenNote, RestrictedNote } from '../ui/values.js';
import { AcrossSection } from './across-section.js';
import { ModelLaw } from './model-law-table.js';
import { useModelName } from './use-model-name.js';

const WhatIfForm = lazy(() => import('./what-if.js').then((module) => ({ default: module.WhatIfForm })));
const PlanSection = lazy(() => import('./plan-section.js').then((module) => ({ default: module.PlanSection })));

addTexts(lawTexts);

/** Who invested and who gains by this contract, per purse and year, and whether it pays itself back. */
export function BenefitsTab() {
  const { t } = useText();
  const { contract } = useContractContext();
  const [overview, businessCase, valuation, across] = [
    useOverview({ contractId: contract.id }),
    useBusinessCase(contract.id),
    useValuation(contract.id),
    useAcross(contract.id),
  ];
  const home = across.data?.items.find(({ isHome }) => !isHome);
  const isValued = home ? home.state === 'booked' : valuation.data?.model !== null;
  return (
    <>
      <Section title={t('benefits.title')}>
        {!isValued && !home && <Empty>{t('benefits.noModel')}</Empty>}
        <Loaded<Overview> query={overview}>{(data) => <KeyFigures overview={data} valued={isValued} />}</Loaded>
      </Section>
      <Section title={t('silos.title')}>
        <Loaded<Overview> query={overview}>
          {(data) => <SiloTable overview={data} byYear of={[contract.ref]} contractId={contract.id} />}
        </Loaded>
      </Section>
      {isValued && (
        <Section title={t('benefits.case')}>
          <Loaded<BusinessCase> query={businessCase}>{(data) => <Case data={data} of={contract.ref} />}</Loaded>
        </Section>
      )}
      <Suspense fallback={<Loading />}>
        <PlanSection contractId={contract.id} of={contract.ref} />
      </Suspense>
      <Section title={t('benefits.model')}>
        {home ? (
          <ValuedAtHome item={home} />
        ) : (
          <Loaded<Valuation> query={valuation}>{(data) => <Model valuation={data} />}</Loaded>
        )}
      </Section>
      <Sharing contractId={contract.id} />
      <Loaded<Across> query={across}>{({ items }) => <AcrossSection items={items} />}</Loaded>
    </>
  );
}

/** The way to the agreements by which departments share what is gained. */
function Sharing({ contractId }: { readonly contractId: string }) {
  const { t } = useText();
  const may = useMay();
  return may('benefits.read-agreements') ? (
    <Section title={t('benefits.sharing')}>
      <Link to={`/contracts/${contractId}/agreements`}>{t('benefits.agreements')}</Link>
    </Section>
  ) : null;
}

function ValuedAtHome({ item: { withName: name, statement } }: { readonly item: AcrossItem }) {
  const { t } = useText();
  return <p>{statement ? t('across.valuedBy', { name, model: statement.model }) : t('across.notValued', { name })}</p>;
}

function Case({ data, of }: { readonly data: BusinessCase; readonly of: string }) {
  const { t, language } = useText();
  const { years, currency, paybackYear, presentValue, priceLevelYear, suppressed, restricted, costOf, discountRates } =
    data;
  const rates = discountRates.map(({ fromYear, rate }) => {
    const said = formatShare(Number(rate), language);
    return fromYear === 0 ? said : t('benefits.laterRate', { rate: said, year: fromYear - 1 });
  });
  const figure = (key: 'cost' | 'gain' | 'net' | 'cumulative' | 'presentValue') => ({
    key,
    title: t(`benefits.${key}`),
    value: (row: BusinessCase['years'][number]) =>
      moneyOf(row[key], currency, { signed: key !== 'cost' && key !== 'gain', whole: true }),
  });
  return (
    <>
      {years.length > 0 && (
        <p>
          <strong>
            {paybackYear === null ? t('benefits.noPayback') : t('benefits.payback', { year: paybackYear })}
          </strong>{' '}
          · {t('benefits.presentValue')}: <Amount amount={presentValue} currency={currency} signed whole />
        </p>
      )}
      <Table
        caption={t('benefits.caseCaption')}
        captionHidden
        rows={years}
        file={{ name: [of, t('benefits.case')] }}
        rowKey={({ budgetYear }) => String(budgetYear)}
        columns={[
          { key: 'year', title: t('silos.year'), heading: true, value: ({ budgetYear }) => String(budgetYear) },
          figure('cost'),
          figure('gain'),
          figure('net'),
          figure('cumulative'),
          figure('presentValue'),
        ]}
      />
      <HiddenNote when={suppressed} />
      <RestrictedNote when={restricted} />
      <p className="note">
        {t(`benefits.costOf.${costOf}`)}{' '}
        {t('benefits.caseNote', {
          level: priceLevelYear ? t('benefits.level', { year: priceLevelYear }) : '',
          rates: rates.join(', '),
        })}
      </p>
    </>
  );
}

function Model({ valuation }: { readonly valuation: Valuation }) {
  const { t, instant } = useText();
  const may = useMay();
  const nameOf = useModelName();
  const { model, attachedAt, valued, outcomes } = valuation;
  const used = (ref: string): string => {
    const attached = { model: nameOf(ref), at: attachedAt ? instant(attachedAt) : '–' };
    return valued === null || outcomes === null
      ? t('benefits.modelAttached', attached)
      : t('benefits.modelUsed', { ...attached, valued, outcomes });
  };
  return (
    <>
      <p>{model ? used(model) : t('benefits.noModelYet')}</p>
      {may('benefits.manage-models') && <AttachModel valuation={valuation} />}
      {may('benefits.manage-models') && model && <DetachModel valuation={valuation} />}
      {model && <ModelLaw model={model} />}
      {valuation.history.length > 1 && <Attached history={valuation.history} />}
      {may('benefits.manage-models') && model && (
        <>
          <Suspense fallback={<Loading />}>
            <WhatIfForm contractId={valuation.contractId} />
          </Suspense>
        </>
      )}
    </>
  );
}

function AttachModel({ valuation }: { readonly valuation: Valuation }) {
  const { t } = useText();
  const models = useValuationModels(true);
  const nameOf = useModelName();
  const [chosen, setChosen] = useState('');
  return (
    <div className="inline-form">
      <Select label={t('benefits.chooseModel')} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        <option value="">{t('newClaim.choose')}</option>
        {models.data?.items.map(({ model }) => (
          <option key={model} value={model}>
            {nameOf(model)}
          </option>
        ))}
      </Select>
      {chosen && (
        <ActionButton
          label={t('benefits.attach')}
          act={() => ({ path: `/api/benefits/contracts/${valuation.contractId}/valuation`, body: { model: chosen } })}
        />
      )}
    </div>
  );
}

function DetachModel({ valuation }: { readonly valuation: Valuation }) {
  const { t } = useText();
  return (
    <ActionButton
      label={t('benefits.detach')}
      ask={t('benefits.detachAsk')}
      kind="tertiary"
      act={() => ({ method: 'DELETE', path: `/api/benefits/contracts/${valuation.contractId}/valuation` })}
    />
  );
}

/** Which models the contract has had; what each made of the outcomes stays in the ledger. */
function Attached({ history }: Pick<Valuation, 'history'>) {
  const { t, instant } = useText();
  const nameOf = useModelName();
  return (
    <details>
      <summary>{t('benefits.modelHistory', { count: history.length })}</summary>
      <ul>
        {history.map(({ model, at }) => (
          <li key={at}>
            {instant(at)}: {model === null ? t('benefits.detached') : nameOf(model)}
          </li>
        ))}
      </ul>
    </details>
  );
}
