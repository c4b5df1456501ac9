import { parseMoney } from '../format/money.js';
import { useText } from '../i18n/i18n.js';
import { Input, Select } from '../ui/forms.js';
import { MEASURES, type Office, OFFICES, type RuleDraft } from './rules-form.js';

interface Props {
  readonly number: number;
  readonly rule: RuleDraft;
  /** Whether the person has tried to save something that cannot be. */
  readonly isWrong: boolean;
  change(part: Partial<RuleDraft>): void;
  /** Absent for the only rule. */
  readonly remove: (() => void) | undefined;
  /** Absent for the first rule. */
  readonly up: (() => void) | undefined;
}

/** One rule: for which contracts it is, and the turn of each office. */
export function RuleFields({ number, rule, isWrong, change, remove, up }: Props) {
  const { t, language } = useText();
  const { kind, measure, amount } = rule;
  const amountWrong = isWrong && measure !== '' && parseMoney(amount, 'DKK', language) === undefined;
  return (
    <fieldset>
      <legend className="form-label">{t('chain.rule', { number })}</legend>
      <Select
        label={t('chain.kind')}
        value={kind}
        onChange={(event) => change({ kind: event.target.value as RuleDraft['kind'] })}
      >
        {(['', 'joint', 'capital'] as const).map((each) => (
          <option key={each} value={each}>
            {t(`chain.kind.${each || 'all'}`)}
          </option>
        ))}
      </Select>
      <Select
        label={t('chain.limit')}
        value={measure}
        onChange={(event) => change({ measure: event.target.value as RuleDraft['measure'] })}
      >
        {(['', ...MEASURES] as const).map((each) => (
          <option key={each} value={each}>
            {t(`chain.limit.${each || 'none'}`)}
          </option>
        ))}
      </Select>
      {measure !== '' && (
        <Input
          label={t('chain.amount')}
          inputMode="decimal"
          error={amountWrong ? t('chain.amountWrong') : undefined}
          value={amount}
          onChange={(event) => change({ amount: event.target.value })}
        />
      )}
      <Turns rule={rule} change={change} />
      {up && (
        <button type="button" className="button button-tertiary" onClick={up}>
          {t('chain.up', { number })}
        </button>
      )}
      {remove && (
        <button type="button" className="button button-tertiary" onClick={remove}>
          {t('chain.remove', { number })}
        </button>
      )}
    </fieldset>
  );
}

function Turns({ rule: { turns }, change }: Pick<Props, 'rule' | 'change'>) {
  const { t, word } = useText();
  const take = (office: Office, turn: number) => {
    const { [office]: _, ...others } = turns;
    change({ turns: turn === 0 ? others : { ...others, [office]: turn } });
  };
  return (
    <>
      <p className="form-hint">{t('chain.turn.hint')}</p>
      {OFFICES.map((office) => (
        <Select
          key={office}
          label={`${word('role', office)}: ${t('chain.turn').toLowerCase()}`}
          value={turns[office] ?? 0}
          onChange={(event) => take(office, Number(event.target.value))}
        >
          <option value={0}>{t('chain.turn.none')}</option>
          {OFFICES.map((_, index) => (
            <option key={index} value={index + 1}>
              {index + 1}
            </option>
          ))}
        </Select>
      ))}
    </>
  );
}
