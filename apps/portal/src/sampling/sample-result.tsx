import type { SampleDetails, SampleResult } from '@ringvirkning/outcomes-api';
import { useText } from '../i18n/i18n.js';
import { Section } from '../layout/page.js';
import { Amount, Badge, Facts } from '../ui/values.js';

type Method = SampleDetails['terms']['method'];

/** The formulas as the guidance writes them, with the section they stand in. */
const FORMULAS: Readonly<Record<Method, { readonly section: string; readonly lines: readonly string[] }>> = {
  'simple-random': { section: '6.1.1', lines: ['EE = N × ΣE / n', 'SE = N × z × s / √n'] },
  stratified: {
    section: '6.1.2',
    lines: ['EE = Σ N(h) × ΣE(h) / n(h)', 'SE = N × z × s / √n,  s² = Σ N(h) / N × s(h)²'],
  },
  difference: { section: '6.2.1', lines: ['EE = N × ΣE / n', 'SE = N × z × s / √n', 'LL = BV − EE − SE'] },
  mus: { section: '6.3.1', lines: ['EE = ΣE(e) + BV(s) / n(s) × Σ E(i) / BV(i)', 'SE = z × BV(s) / √n(s) × s(r)'] },
  'mus-conservative': {
    section: '6.3.5',
    lines: ['EE = ΣE(e) + SI × Σ E(i) / BV(i)', 'SE = SI × RF + Σ (RF(i) − RF(i − 1) − 1) × SI × E(i) / BV(i)'],
  },
};

/** The figures of a result, the formula they come from, and what the terms made of them. */
export function SampleResultView({ result, ...sample }: SampleDetails & { readonly result: SampleResult }) {
  const { t } = useText();
  const amount = (value: string) => <Amount amount={value} currency={sample.currency} />;
  const { section, lines } = FORMULAS[sample.terms.method];
  return (
    <Section title={t(sample.status === 'concluded' ? 'sample.result' : 'sample.resultSoFar')}>
      <p>
        {t('sample.verdict')}: <Badge state={STATES[result.verdict]}>{t(`sampleVerdict.${result.verdict}`)}</Badge>
      </p>
      <Facts
        figures
        items={[
          [t('sample.projected'), amount(result.projected), 'EE'],
          [t('sample.precision'), amount(result.precision), 'SE'],
          [t('sample.upperLimit'), amount(result.upperLimit), 'ULE = EE + SE'],
          [t('sample.tolerable'), amount(result.tolerable), 'TE'],
          [t('sample.found'), amount(result.found)],
        ]}
      />
      <h3>{t('sample.formula')}</h3>
      {lines.map((line) => (
        <p key={line}>
          <code>{line}</code>
        </p>
      ))}
      <p className="note">{t('sample.guidance', { section })}</p>
      <p className="note">{t('sample.verdictRule')}</p>
      <Consequence of={sample.consequence} />
    </Section>
  );
}

const STATES = { accepted: 'passed', inconclusive: 'warning', material: 'failed' } as const;

function Consequence({ of }: { readonly of: SampleDetails['consequence'] }) {
  const { t, share } = useText();
  if (of === null || of.type === 'extend') return null;
  return (
    <>
      <h3>{t('sample.consequence')}</h3>
      <p>
        {of.type === 'reduce'
          ? t('sampleConsequence.reduce', { share: share(Number(of.paidShare)) })
          : t(`sampleConsequence.${of.type}`)}
      </p>
    </>
  );
}
