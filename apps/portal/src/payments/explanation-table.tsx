import type { Currency } from '@ringvirkning/kernel';
import type { Excess, ExplanationLine, Run } from '@ringvirkning/payments-api';
import { useText } from '../i18n/i18n.js';
import { moneyOf } from '../table/value.js';
import { Table } from '../ui/table.js';

interface ExplanationProps {
  readonly lines: readonly ExplanationLine[];
  readonly currency: Currency;
  /** What the lines explain: parts of an exported file's name. */
  readonly of: readonly string[];
  readonly names: { outcome(code: string): string; followUp(code: string): string };
}

/** Verified results that earn nothing, with the reason; and what is worth a look. */
export function Remarks({ unpaid, flags, names }: Pick<Run, 'unpaid' | 'flags'> & Pick<ExplanationProps, 'names'>) {
  const { t, say, count } = useText();
  if (unpaid.length === 0 && flags.length === 0) return null;
  return (
    <ul className="remarks">
      {unpaid.map(({ reason, outcome, count: claims, sentence }) => (
        <li key={`${reason}-${outcome}`}>
          {sentence
            ? say(sentence)
            : t('pay.unpaid', {
                outcome: names.outcome(outcome),
                count: claims === null ? t('state.hidden') : count(claims),
              })}
        </li>
      ))}
      {flags.map((flag) => (
        <li key={flag.en}>{say(flag)}</li>
      ))}
    </ul>
  );
}

/** Every line says how its amount came about: rule, price, claims, caps, excess. */
export function ExplanationTable({ lines, currency, names, of }: ExplanationProps) {
  const { t, say, word, money } = useText();
  const excess = ({ step, amount }: Excess) =>
    t('pay.excessStep', {
      step: word('step', step),
      amount: amount === null ? t('state.hidden') : money(amount, currency),
    });
  return (
    <Table
      caption={t('pay.linesCaption')}
      captionHidden
      rows={lines}
      file={{ name: [...of, t('pay.lines')] }}
      rowKey={({ id, budgetYear }) => `${id}-${budgetYear}`}
      columns={[
        {
          key: 'line',
          title: t('pay.line'),
          heading: true,
          value: ({ outcome, followUp }) =>
            [names.outcome(outcome), followUp && names.followUp(followUp)].filter(Boolean).join(' – '),
          cell: ({ outcome, followUp, sentence }) => (
            <>
              {names.outcome(outcome)}
              {followUp && ` – ${names.followUp(followUp)}`}
              {sentence && <span className="cell-note">{say(sentence)}</span>}
            </>
          ),
        },
        { key: 'year', title: t('pay.year'), value: ({ budgetYear }) => String(budgetYear) },
        { key: 'claims', title: t('pay.claims'), value: ({ claims }) => claims },
        {
          key: 'price',
          title: t('pay.price'),
          value: ({ price }) => moneyOf(price ?? undefined, currency),
        },
        {
          key: 'gross',
          title: t('pay.gross'),
          total: true,
          value: ({ gross }) => moneyOf(gross, currency),
        },
        {
          key: 'excess',
          title: t('pay.excess'),
          value: ({ excess: steps }) => (steps.length === 0 ? undefined : steps.map(excess).join('; ')),
          cell: ({ excess: steps }) =>
            steps.length === 0
              ? '–'
              : steps.map((one) => (
                  <span key={`${one.step}-${one.cap}`} className="cell-line">
                    {excess(one)}
                  </span>
                )),
        },
        {
          key: 'payable',
          title: t('pay.payable'),
          total: true,
          value: ({ payable }) => moneyOf(payable, currency),
        },
      ]}
    />
  );
}
