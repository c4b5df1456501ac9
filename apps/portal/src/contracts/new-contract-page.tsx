import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ErrorDetail } from '@ringvirkning/kernel';
import type { ContractVersionCreated } from '@ringvirkning/contracts-api';
import { ProblemError } from '../api/problem.js';
import { useAction } from '../api/use-action.js';
import { TextField } from '../files/file-fields.js';
import { useText } from '../i18n/i18n.js';
import { Page } from '../layout/page.js';
import { TextArea } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { select } from '../try-model/code-editor.js';
import { Table } from '../ui/table.js';

/** A terms document becomes a draft, or every one of its errors is told with its place. */
export function NewContractPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const action = useAction<ContractVersionCreated>();
  const [text, setText] = useState('');
  const area = useRef<HTMLDivElement>(null);
  const contentType = /^\s*\{/.test(text) ? 'application/json' : 'application/yaml';
  const errors = action.error instanceof ProblemError ? (action.error.problem.errors ?? []) : [];
  const send = () =>
    action.mutate({
      path: '/api/contracts',
      body: text,
      contentType,
      goOn: ({ id }) => void navigate(`/contracts/${id}/terms`),
    });
  return (
    <Page
      title={t('newContract.title')}
      lead={<p>{t('newContract.intro')}</p>}
      aside={
        <Link className="button button-secondary" to="/contracts/templates">
          {t('contracts.templates')}
        </Link>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextField label={t('newContract.file')} accept=".yaml,.yml,.json" choose={setText} />
        <div className="document" ref={area}>
          <TextArea
            label={t('newContract.text')}
            rows={22}
            spellCheck={false}
            wrap="off"
            required
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <p>
          <button type="submit" className="button button-primary" disabled={action.isPending || text.trim() === ''}>
            {t(action.isPending ? 'state.saving' : 'newContract.send')}
          </button>
        </p>
      </form>
      {action.error && errors.length === 0 && <ErrorNotice error={action.error} focus />}
      {errors.length > 0 && (
        <TermsErrors
          errors={errors}
          goTo={(line, column) => select(area.current!.querySelector('textarea')!, line, column)}
        />
      )}
    </Page>
  );
}

function TermsErrors({
  errors,
  goTo,
}: {
  readonly errors: readonly ErrorDetail[];
  goTo(line: number, column: number | undefined): void;
}) {
  const { t, say } = useText();
  return (
    <div role="alert" className="terms-errors">
      <h2>{t('newContract.errors', { count: errors.length })}</h2>
      <Table
        caption={t('newContract.errors', { count: errors.length })}
        captionHidden
        rows={errors}
        rowKey={(_, index) => String(index)}
        columns={[
          {
            key: 'line',
            title: t('newContract.line'),
            figures: true,
            cell: ({ line, column }) =>
              line === undefined ? (
                '–'
              ) : (
                <button
                  type="button"
                  className="link-button"
                  aria-label={t('newContract.goTo', { line })}
                  onClick={() => goTo(line, column)}
                >
                  {line}
                </button>
              ),
          },
          { key: 'column', title: t('newContract.column'), figures: true, cell: ({ column }) => column ?? '–' },
          { key: 'path', title: t('newContract.path'), cell: ({ path }) => path && <code>{path}</code> },
          { key: 'error', title: t('newContract.error'), heading: true, cell: (error) => say(error) },
        ]}
      />
    </div>
  );
}
