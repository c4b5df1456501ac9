import type { Estimate } from '@ringvirkning/benefits-api';
import type { Sentence } from '@ringvirkning/kernel';
import { useText } from '../i18n/i18n.js';
import { moneyOf } from '../table/value.js';
import { Table } from '../ui/table.js';
import { perOutcome } from './uncertainty-figures.js';
import { ResultPart } from './result-view.js';

type Value = Estimate['payersValue'][number];

/** Whether a payer pays more for an outcome than it gains from it within ten years: said in a sentence, with the figures in a table. */
export function PayersValue({
  values,
  currency,
  outcomes,
}: {
  readonly values: readonly Value[];
  readonly currency: Estimate['currency'];
  readonly outcomes: (code: string) => Sentence;
}) {
  const { t, say, money } = useText();
  const tooMuch = values.filter(({ isWorth }) => !isWorth);
  const each = (value: Value, figure: 'paid' | 'gained'): string => perOutcome(value[figure], value.count);
  return (
    <ResultPart title={t('model.payersValue')}>
      {tooMuch.length === 0 ? (
        <p>{t('model.allWorth')}</p>
      ) : (
        <ul className="notice-list">
          {tooMuch.map((value) => (
            <li key={`${value.payer} ${value.outcome}`}>
              {t('model.paysTooMuch', {
                payer: say(value.name),
                outcome: say(outcomes(value.outcome)),
                paid: money(each(value, 'paid'), currency, true),
                gained: money(each(value, 'gained'), currency, true),
              })}
            </li>
          ))}
        </ul>
      )}
      <Table
        caption={t('model.payersValueCaption')}
        rows={values}
        file={{ name: [t('model.payersValue')] }}
        rowKey={({ payer, outcome }) => `${payer} ${outcome}`}
        columns={[
          { key: 'payer', title: t('model.payer'), heading: true, value: ({ name }) => say(name) },
          { key: 'outcome', title: t('model.outcomeOf'), value: ({ outcome }) => say(outcomes(outcome)) },
          {
            key: 'paid',
            title: t('model.paysEach'),
            value: (value) => moneyOf(each(value, 'paid'), currency, { whole: true }),
          },
          {
            key: 'gained',
            title: t('model.gainsEach'),
            value: (value) => moneyOf(each(value, 'gained'), currency, { whole: true }),
          },
          { key: 'worth', title: t('model.worth'), value: ({ isWorth }) => t(isWorth ? 'model.yes' : 'model.no') },
        ]}
      />
      <p className="note">{t('model.payersValueNote')}</p>
    </ResultPart>
  );
}
