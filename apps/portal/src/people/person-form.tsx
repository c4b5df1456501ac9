import type { ReactNode } from 'react';
import type { useAction } from '../api/use-action.js';
import { useText } from '../i18n/i18n.js';
import { ErrorNotice } from '../ui/notices.js';
import { TwoAnswers } from './two-answers.js';

interface PersonFormProps {
  readonly label: string;
  readonly action: Pick<ReturnType<typeof useAction>, 'isPending' | 'error' | 'reset'>;
  /** A colleague wrote otherwise meanwhile. */
  readonly clash: { readonly theirs: string; readonly mine: string; insist(): void } | undefined;
  readonly children: ReactNode;
  send(): void;
}

/** What is written about a person: the fields and a button; both answers, when a colleague wrote otherwise meanwhile. */
export function PersonForm({ label, action, clash, children, send }: PersonFormProps) {
  const { t } = useText();
  if (clash) return <TwoAnswers {...clash} busy={action.isPending} drop={action.reset} />;
  return (
    <form
      className="inline-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {children}
      <button type="submit" className="button button-secondary" disabled={action.isPending}>
        {t(action.isPending ? 'state.saving' : 'person.save')}
      </button>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}
