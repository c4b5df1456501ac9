import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { connectionLost, ProblemError, type ProblemDetails } from '../api/problem.js';
import { signInAddress } from '../api/session.js';
import { useText } from '../i18n/i18n.js';

export function Loading() {
  const { t } = useText();
  return (
    <p className="loading" role="status">
      <span className="loading-dot" aria-hidden="true" />
      {t('state.loading')}
    </p>
  );
}

export function Empty({ children }: { readonly children?: ReactNode }) {
  const { t } = useText();
  return <p className="empty">{children ?? t('state.empty')}</p>;
}

const problemIn = (error: unknown): ProblemDetails =>
  error instanceof ProblemError
    ? error.problem
    : {
        ...connectionLost,
        code: 'portal.unexpected',
        da: 'Der skete en uventet fejl på siden.',
        en: 'An unexpected error occurred on the page.',
        whatToDo: undefined,
      };

interface ErrorNoticeProps {
  readonly error: unknown;
  readonly retry?: (() => unknown) | undefined;
  /** Whether the notice answers something the person just did: it then takes focus. */
  readonly focus?: boolean | undefined;
}

/** What went wrong, what to do about it, and the id that support can follow through all services. */
export function ErrorNotice({ error, retry, focus }: ErrorNoticeProps) {
  const { t, say } = useText();
  const { pathname, search } = useLocation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus, error]);
  const { da, en, whatToDo, correlationId, errors, status } = problemIn(error);
  return (
    <div className="alert alert-error notice" role="alert" tabIndex={-1} ref={box}>
      <p className="alert-heading">{say({ da, en })}</p>
      {whatToDo && <p className="alert-text">{say(whatToDo)}</p>}
      {errors && errors.length > 0 && (
        <ul className="notice-list">
          {errors.map((one, index) => (
            <li key={index}>
              {one.line !== undefined && `${t('state.line', { line: one.line })}: `}
              {say(one)}
            </li>
          ))}
        </ul>
      )}
      {correlationId && <p className="notice-id">{t('state.correlation', { id: correlationId })}</p>}
      <p className="notice-actions">
        {status === 401 && <a href={signInAddress(pathname + search)}>{t('state.signInAgain')}</a>}
        {retry && status !== 403 && (
          <button type="button" className="button button-secondary" onClick={() => void retry()}>
            {t('state.retry')}
          </button>
        )}
      </p>
    </div>
  );
}

export function SuccessNotice({ children }: { readonly children: ReactNode }) {
  return (
    <div className="alert alert-success notice" role="status">
      <p className="alert-text">{children}</p>
    </div>
  );
}

export interface Query<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  refetch(): unknown;
}

/** A part of a page that waits for data: loading, then the content, or what went wrong. */
export function Loaded<T>({
  query,
  children,
}: {
  readonly query: Query<T>;
  readonly children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return query.error ? <ErrorNotice error={query.error} retry={() => query.refetch()} /> : <Loading />;
}
