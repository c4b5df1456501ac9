import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { AgreementDue, Settlement, StatedFigure } from '@ringvirkning/benefits-api';
import { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { Input } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';

type Missing = AgreementDue['missing'][number];
type Written = Partial<Record<string, Partial<Pick<StatedFigure, 'value' | 'source'>>>>;
const keyOf = ({ figure, year }: Missing): string => `${figure} ${year}`;

/** `1.000` alone is 1 or 1,000, so it is asked about. */
const CLEAR = String.raw`(?!\d{1,3}(\.\d{3})+$)\d[\d.]*(,\d{1,6})?`;

/** `1.234,50` and `1234.50` as the service takes them: digits with a point. What is neither is sent as it stands, and refused with a reason. */
const plain = (written: string): string =>
  written.includes(',') ? written.replaceAll('.', '').replace(',', '.').trim() : written.trim();

/** Proposes a settlement, with the figures that the agreement asks for and the books do not hold. */
export function Propose({ agreementId, due }: { readonly agreementId: string; readonly due: AgreementDue }) {
  const { t } = useText();
  const go = useNavigate();
  const action = useAction<Settlement>();
  const [year, setYear] = useState(String(due.through));
  const [written, setWritten] = useState<Written>({});
  const asked = due.missing.filter((each) => each.year <= Number(year));
  const stated = asked.map(({ figure, year: of }): StatedFigure => {
    const { value = '', source = '' } = written[keyOf({ figure, year: of })] ?? {};
    return { figure, year: of, value: plain(value), source: source.trim() };
  });
  return (
    <form
      className={asked.length === 0 ? 'inline-form' : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        action.mutate({
          path: `/api/benefits/agreements/${agreementId}/settlements`,
          body: { through: Number(year), stated },
          goOn: ({ id }) => void go(`/settlements/${id}`),
        });
      }}
    >
      <Input
        label={t('share.through')}
        inputMode="numeric"
        pattern="\d{4}"
        required
        value={year}
        onChange={(event) => setYear(event.target.value)}
      />
      {asked.map((figure) => (
        <Stated
          key={keyOf(figure)}
          figure={figure}
          written={written[keyOf(figure)] ?? {}}
          write={(said) => setWritten((all) => ({ ...all, [keyOf(figure)]: { ...all[keyOf(figure)], ...said } }))}
        />
      ))}
      <button type="submit" className="button button-primary" disabled={action.isPending}>
        {t('share.propose')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}

interface StatedProps {
  readonly figure: Missing;
  readonly written: Partial<Pick<StatedFigure, 'value' | 'source'>>;
  readonly write: (said: Partial<Pick<StatedFigure, 'value' | 'source'>>) => void;
}

/** One stated figure: what it is, and where it comes from. */
function Stated({ figure: { figure, year }, written: { value = '', source = '' }, write }: StatedProps) {
  const { t } = useText();
  return (
    <fieldset className="form-fieldset">
      <legend>{t('share.stated', { figure, year })}</legend>
      <Input
        label={t('share.statedValue')}
        hint={t('share.statedHint')}
        inputMode="decimal"
        pattern={CLEAR}
        title={t('share.statedClear')}
        required
        value={value}
        onChange={(event) => write({ value: event.target.value })}
      />
      <Input
        label={t('share.statedSource')}
        hint={t('share.statedSourceHint')}
        required
        maxLength={500}
        value={source}
        onChange={(event) => write({ source: event.target.value })}
      />
    </fieldset>
  );
}
