import type { LineDifference, RunDifference } from '@ringvirkning/payments-api';
import { addTexts, useText, type Text } from '../i18n/i18n.js';
import { runTexts } from '../i18n/run-texts.js';
import { moneyOf } from '../table/value.js';
import { Table } from '../ui/table.js';
import { HiddenNote } from '../ui/values.js';
import { creditsOf } from './credits.js';

addTexts(runTexts);

export interface Names {
  outcome(code: string): string;
  followUp(code: string): string;
  party(id: string): string;
}

interface DifferenceProps {
  readonly difference: RunDifference;
  readonly names: Names;
  /** What it is the difference of: parts of an exported file's name. */
  readonly of: readonly string[];
}

export const lineName = ({ outcome, followUp }: Pick<LineDifference, 'outcome' | 'followUp'>, names: Names): string =>
  [names.outcome(outcome), followUp && names.followUp(followUp)].filter(Boolean).join(' – ');

/** What this run adds to the authorised run before it, line by line, and why somebody gets money back. */
export function DifferenceView({ difference, names, of }: DifferenceProps) {
  const { t, date, count } = useText();
  const { since, termsChanged, newWithoutPay, reversedSince, suppressed } = difference;
  return (
    <>
      <p className="note">
        {since ? t('diff.since', { no: since.no, date: date(since.cutOff) }) : t('diff.first')}
        {termsChanged && ` ${t('diff.terms')}`}
      </p>
      {reversedSince !== null && reversedSince > 0 && (
        <div className="alert alert-warning notice">
          <p className="alert-text">{t('diff.outdated', { count: count(reversedSince) })}</p>
        </div>
      )}
      <Credits difference={difference} names={names} />
      <Lines difference={difference} names={names} of={of} />
      {newWithoutPay !== null && newWithoutPay > 0 && <p>{t('diff.nothing', { count: count(newWithoutPay) })}</p>}
      <HiddenNote when={suppressed} />
      {difference.digest && (
        <p className="note digest">
          {t('diff.digest')}: <code>{difference.digest}</code>
          <br />
          {t('diff.digestHint')}
        </p>
      )}
    </>
  );
}

/** Why an amount is negative, in words. */
function Credits({ difference, names }: Pick<DifferenceProps, 'difference' | 'names'>) {
  const { t, money } = useText();
  const { currency } = difference;
  const credits = creditsOf(difference);
  if (credits.length === 0) return null;
  return (
    <ul className="remarks">
      {credits.map(({ payer, payee, budgetYear, amount, lines }) => (
        <li key={`${payer}-${payee}-${budgetYear}`}>
          {t('diff.credit', {
            payer: names.party(payer),
            payee: names.party(payee),
            amount: money(amount, currency),
            year: String(budgetYear),
            why:
              lines.length === 0
                ? t('diff.creditShares')
                : lines
                    .map(({ line, less }) =>
                      t('diff.creditOf', { line: lineName(line, names), amount: money(less, currency) }),
                    )
                    .join(', '),
          })}
        </li>
      ))}
    </ul>
  );
}

/** The causes of a line's change, each with its amount; together they are the change. */
export function causesOf(line: LineDifference, signed: (amount: string) => string, { t, word, count }: Text): string[] {
  const { claims, repriced, caps } = line;
  if (repriced === null) return [t('diff.untold')];
  return [
    ...claims.map((each) =>
      t('diff.count', {
        count: count(each.count),
        what: t(`diff.change.${each.change}`),
        amount: signed(each.gross),
      }),
    ),
    ...(repriced === '0' ? [] : [t('diff.repriced', { amount: signed(repriced) })]),
    ...caps.map(({ step, amount }) =>
      t(amount.startsWith('-') ? 'diff.cap.more' : 'diff.cap.less', {
        step: word('step', step),
        amount: signed(amount),
      }),
    ),
  ];
}

function Lines({ difference: { lines, currency }, names, of }: DifferenceProps) {
  const text = useText();
  const { t, money } = text;
  const why = (line: LineDifference): string[] => causesOf(line, (amount) => money(amount, currency), text);
  const was = (figures: LineDifference['before']) => moneyOf(figures ? figures.payable : '0', currency);
  return (
    <Table
      caption={t('diff.caption')}
      captionHidden
      rows={lines}
      rowKey={({ id }) => id}
      empty={t('diff.none')}
      file={{ name: [...of, t('diff.title')] }}
      columns={[
        { key: 'line', title: t('pay.line'), heading: true, value: (line) => lineName(line, names) },
        { key: 'year', title: t('pay.year'), value: ({ budgetYear }) => String(budgetYear) },
        { key: 'before', title: t('diff.before'), total: true, value: ({ before }) => was(before) },
        { key: 'now', title: t('diff.now'), total: true, value: ({ now }) => was(now) },
        { key: 'amount', title: t('diff.amount'), total: true, value: ({ amount }) => moneyOf(amount, currency) },
        {
          key: 'why',
          title: t('diff.why'),
          value: (line) => why(line).join('; '),
          cell: (line) =>
            why(line).map((cause) => (
              <span key={cause} className="cell-line">
                {cause}
              </span>
            )),
        },
      ]}
    />
  );
}
