import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { AgreementSimulation, BenefitAgreement } from '@ringvirkning/benefits-api';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { ProblemError } from '../api/problem.js';
import { useAction } from '../api/use-action.js';
import { FormView } from '../contracts/form-view.js';
import { agreementFormTexts } from '../i18n/agreement-form-texts.js';
import { formTexts } from '../i18n/form-texts.js';
import { addTexts, useText } from '../i18n/i18n.js';
import { Choice } from '../try-model/controls.js';
import { TextArea } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { AGREEMENT_SECTIONS, agreementStart } from './agreement-fields.js';
import { Simulated } from './due-view.js';

addTexts(formTexts);
addTexts(agreementFormTexts);

/** An agreement as form or text, which are the same document; tried out before it is kept, with every error at its field and its line. */
export function AgreementDraft({ contract }: { readonly contract: ContractDetails }) {
  const { t } = useText();
  const go = useNavigate();
  const [text, setText] = useState('');
  const [view, setView] = useState<'form' | 'text'>('form');
  const [result, setResult] = useState<AgreementSimulation>();
  const [saving, trying] = [useAction<BenefitAgreement>(), useAction<AgreementSimulation>()];
  const at = `/api/benefits/contracts/${contract.id}/agreements`;
  const document = { body: text, contentType: 'application/yaml' };
  const isEmpty = text.trim() === '';
  const error = saving.error ?? trying.error;
  const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  return (
    <>
      {isEmpty && (
        <p>
          <button
            type="button"
            className="button button-secondary"
            onClick={() => setText(agreementStart(contract, new Date().getFullYear()))}
          >
            {t('share.start')}
          </button>
        </p>
      )}
      <Choice<'form' | 'text'>
        label={t('form.view')}
        options={[
          ['form', t('form.asForm')],
          ['text', t('form.asText')],
        ]}
        chosen={view}
        choose={setView}
      />
      {view === 'form' && !isEmpty && (
        <FormView text={text} errors={errors} sections={AGREEMENT_SECTIONS} labels="share." change={setText} />
      )}
      {(view === 'text' || isEmpty) && (
        <TextArea
          label={t('share.text')}
          hint={t('share.draftHint')}
          rows={16}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {error && <ErrorNotice error={error} focus />}
      <span className="actions">
        <button
          type="button"
          className="button button-secondary"
          disabled={trying.isPending || isEmpty}
          onClick={() => trying.mutate({ path: `${at}/simulation`, ...document, done: setResult })}
        >
          {t('share.tryOut')}
        </button>
        <button
          type="button"
          className="button button-primary"
          disabled={saving.isPending || isEmpty}
          onClick={() =>
            saving.mutate({ path: at, ...document, goOn: ({ id }) => void go(`/benefit-agreements/${id}`) })
          }
        >
          {t('share.save')}
        </button>
      </span>
      {result && <Simulated data={result} sides={[]} />}
    </>
  );
}
