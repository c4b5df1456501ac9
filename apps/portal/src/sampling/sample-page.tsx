import { Link, useParams } from 'react-router';
import type { SampleDetails } from '@ringvirkning/outcomes-api';
import { useContract, useSample } from '../api/queries.js';
import { useNames } from '../contracts/use-contract-context.js';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { addTexts, useText } from '../i18n/i18n.js';
import { sampleTexts } from '../i18n/sample-texts.js';
import { LoadedPage, Page, Section } from '../layout/page.js';
import { moneyOf } from '../table/value.js';
import { ActionButton } from '../ui/action.js';
import { Table } from '../ui/table.js';
import { Amount, Badge, Facts } from '../ui/values.js';
import { SampleResultView } from './sample-result.js';

addTexts(sampleTexts);

/** One sample: what is frozen, what was drawn, how far it is decided, and what came of it. */
export function SamplePage() {
  const { contractId = '', sampleId = '' } = useParams();
  const { t } = useText();
  const contract = useContract(contractId);
  return (
    <LoadedPage<SampleDetails> query={useSample(sampleId)} title={t('sample.name')}>
      {(sample) => (
        <LoadedPage<ContractDetails> query={contract} title={t('sample.name')}>
          {(details) => <SampleView sample={sample} contract={details} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

interface SampleProps {
  readonly sample: SampleDetails;
}

function SampleView({ sample, contract }: SampleProps & { readonly contract: ContractDetails }) {
  const { t, date } = useText();
  const { title } = useNames(contract);
  const { status, from, to } = sample;
  return (
    <Page
      title={t('sample.name')}
      part={`${title}, ${date(from)} – ${date(to)}`}
      lead={
        <p>
          <Link to={`/contracts/${contract.id}/samples`}>{title}</Link>{' '}
          <Badge state={status}>{t(`sampleStatus.${status}`)}</Badge>
        </p>
      }
      aside={sample.mayDraw && <Steps sample={sample} />}
    >
      <Basics sample={sample} />
      {sample.result && <SampleResultView {...sample} result={sample.result} />}
      <DrawnClaims sample={sample} contract={contract} />
      <Redo sample={sample} />
    </Page>
  );
}

function Steps({ sample: { sampleId, status, selected, decided, terms } }: SampleProps) {
  const { t } = useText();
  const path = `/api/outcomes/samples/${sampleId}`;
  const agreed = t('sample.agreed', {
    material: t(`sampleDoes.${terms.material}`),
    inconclusive: t(`sampleDoes.${terms.inconclusive}`),
  });
  if (status === 'frozen')
    return (
      <ActionButton
        label={t('sample.draw')}
        ask={t('sample.drawAsk')}
        act={() => ({ path: `${path}/seed` })}
        kind="primary"
      />
    );
  if (status === 'concluded' || decided < selected) return null;
  return (
    <ActionButton
      label={t('sample.conclude')}
      ask={t('sample.concludeAsk', { agreed })}
      act={() => ({ path: `${path}/conclusion` })}
      kind="primary"
    />
  );
}

function Basics({ sample }: SampleProps) {
  const { t, date, count, share } = useText();
  const { from, to, terms, units, book, currency, decided, selected, wrong } = sample;
  return (
    <Facts
      items={[
        [t('sample.period'), `${date(from)} – ${date(to)}`],
        [
          t('sample.population'),
          t('sample.units', { count: count(units) }),
          <Amount key="book" amount={book} currency={currency} />,
        ],
        [t('sample.method'), t(`sampleMethod.${terms.method}`)],
        [t('sample.confidence'), share(terms.confidence / 100)],
        [t('sample.materiality'), share(Number(terms.materiality))],
        [t('sample.progress'), t('sample.progressOf', { decided: count(decided), selected: count(selected) })],
        [t('sample.wrong'), count(wrong)],
      ]}
    />
  );
}

function DrawnClaims({ sample, contract }: SampleProps & { readonly contract: ContractDetails }) {
  const { t, date } = useText();
  const { outcome } = useNames(contract);
  if (sample.seed === null) return null;
  return (
    <Section title={t('sample.claims')}>
      <Table
        caption={t('sample.claims')}
        captionHidden
        rows={sample.claims}
        rowKey={({ claimId }) => claimId}
        file={{ name: [contract.ref, t('sample.claims'), `${date(sample.from)} – ${date(sample.to)}`] }}
        columns={[
          {
            key: 'claim',
            title: t('people.person'),
            heading: true,
            value: ({ pseudonym }) => pseudonym,
            cell: ({ claimId, pseudonym }) => (
              <Link to={`/contracts/${contract.id}/claims/${claimId}`} className="pseudonym">
                {pseudonym}
              </Link>
            ),
          },
          { key: 'outcome', title: t('claims.outcome'), filter: true, value: (claim) => outcome(claim.outcome) },
          { key: 'on', title: t('sample.on'), value: ({ on }) => ({ day: on }) },
          { key: 'amount', title: t('sample.amount'), value: ({ amount }) => moneyOf(amount, sample.currency) },
          {
            key: 'status',
            title: t('sample.status'),
            value: ({ status }) => t(`status.${status}`),
            cell: ({ status }) => <Badge state={status}>{t(`status.${status}`)}</Badge>,
          },
        ]}
      />
    </Section>
  );
}

function Redo({ sample: { sampleId, digest, seed, history } }: SampleProps) {
  const { t, instant } = useText();
  return (
    <Section
      title={t('sample.redo')}
      aside={
        <a
          className="button button-secondary"
          href={`/api/outcomes/samples/${sampleId}/file`}
          download={`${sampleId}.json`}
        >
          {t('sample.file')}
        </a>
      }
    >
      <p className="note">{t('sample.redoHow')}</p>
      <Facts
        items={[
          [t('sample.digest'), <code key="digest">{digest}</code>],
          [t('sample.seed'), seed === null ? t('sample.noSeed') : <code key="seed">{seed}</code>],
        ]}
      />
      <h3>{t('sample.history')}</h3>
      <ul>
        {history.map(({ type, at, by, byName }) => (
          <li key={at + type}>{`${t(`sampleFact.${type}`)}: ${byName ?? by}, ${instant(at)}`}</li>
        ))}
      </ul>
    </Section>
  );
}
