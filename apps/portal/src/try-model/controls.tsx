import { useId } from 'react';
import type { TermsTemplates } from '@ringvirkning/contracts-api';
import { useText } from '../i18n/i18n.js';
import { Select } from '../ui/forms.js';
import type { Shown } from './result-figures.js';
import type { Assumptions } from './use-simulation.js';

const RUNS = [0, 20, 100, 500] as const;

/** Success rates and how many courses are drawn. */
export function AssumptionFields({
  assumptions,
  change,
}: {
  readonly assumptions: Assumptions;
  change(next: Assumptions): void;
}) {
  const { t } = useText();
  const { success, runs } = assumptions;
  return (
    <fieldset className="assumptions">
      <legend>{t('model.assumed')}</legend>
      {success.map((percent, index) => (
        <Rate
          key={index}
          label={t('model.rate', { no: index + 1 })}
          percent={percent}
          change={(next) =>
            change({ ...assumptions, success: success.map((each, at) => (at === index ? next : each)) })
          }
        />
      ))}
      <Select
        label={t('model.runs')}
        value={runs}
        onChange={(event) => change({ ...assumptions, runs: Number(event.target.value) })}
      >
        {RUNS.map((each) => (
          <option key={each} value={each}>
            {each === 0 ? t('model.noRuns') : each}
          </option>
        ))}
      </Select>
    </fieldset>
  );
}

function Rate({
  label,
  percent,
  change,
}: {
  readonly label: string;
  readonly percent: number;
  change(percent: number): void;
}) {
  const id = useId();
  const { t } = useText();
  return (
    <div className="rate">
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={1}
        value={percent}
        aria-valuetext={t('model.rateValue', { percent })}
        onChange={(event) => change(Number(event.target.value))}
      />
      <output htmlFor={id}>{t('model.rateValue', { percent })}</output>
    </div>
  );
}

export function TemplateField({
  templates,
  choose,
}: {
  readonly templates: TermsTemplates | undefined;
  choose(text: string): void;
}) {
  const { t, say } = useText();
  return (
    <Select
      label={t('model.template')}
      value=""
      disabled={!templates}
      onChange={(event) => choose(templates!.items.find(({ ref }) => ref === event.target.value)!.text)}
    >
      <option value="" disabled>
        {t('model.choose')}
      </option>
      {templates?.items.map(({ ref, title }) => (
        <option key={ref} value={ref}>
          {say(title)}
        </option>
      ))}
    </Select>
  );
}

/** One of several, as buttons: which version, which forecast. */
export function Choice<T extends string | number>({
  label,
  options,
  chosen,
  choose,
}: {
  readonly label: string;
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly chosen: T;
  choose(value: T): void;
}) {
  return (
    <div className="toggle" role="group" aria-label={label}>
      {options.map(([value, name]) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => choose(value)}>
          {name}
        </button>
      ))}
    </div>
  );
}

export function ShownChoice({
  success,
  shown,
  choose,
}: {
  readonly success: readonly number[];
  readonly shown: Shown;
  choose(shown: Shown): void;
}) {
  const { t } = useText();
  const rates = [...new Set(success)].sort((a, b) => a - b);
  return (
    <Choice<Shown>
      label={t('model.shown')}
      options={[
        ...rates.map((percent) => [percent, t('model.success', { percent })] as const),
        ['plan', t('model.plan')],
      ]}
      chosen={shown}
      choose={choose}
    />
  );
}
