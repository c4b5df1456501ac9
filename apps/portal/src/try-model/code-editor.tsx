import { useId, useRef, type Ref } from 'react';
import type { ErrorDetail } from '@ringvirkning/kernel';
import { useText } from '../i18n/i18n.js';
import { firstByLine, placeOf, wordAt } from './document-place.js';

interface CodeEditorProps {
  readonly label: string;
  readonly text: string;
  readonly errors: readonly ErrorDetail[];
  change(text: string): void;
}

/** A plain text area, with line numbers and marks under what is wrong; the errors stand below as sentences that lead to their place. */
export function CodeEditor({ label, text, errors, change }: CodeEditorProps) {
  const id = useId();
  const { t } = useText();
  const area = useRef<HTMLTextAreaElement>(null);
  const behind = useRef<HTMLDivElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const scroll = () => {
    const { scrollTop, scrollLeft } = area.current!;
    numbers.current!.scrollTop = scrollTop;
    behind.current!.scrollTop = scrollTop;
    behind.current!.scrollLeft = scrollLeft;
  };
  const goTo = ({ line, column }: ErrorDetail) => {
    const { start, end } = placeOf(text, line!, column);
    const element = area.current!;
    element.focus();
    element.setSelectionRange(start, end);
    element.scrollTop = Math.max(0, (element.scrollHeight / text.split('\n').length) * (line! - 4));
    element.scrollLeft = 0;
    element.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div className="code-editor">
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      <div className="code-frame">
        <Marks text={text} errors={errors} numbers={numbers} behind={behind} />
        <textarea
          id={id}
          ref={area}
          value={text}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={errors.length > 0 ? `${id}-errors` : undefined}
          onScroll={scroll}
          onChange={(event) => change(event.target.value)}
        />
      </div>
      {errors.length > 0 && (
        <div className="code-errors">
          <p id={`${id}-errors`}>{t(errors.length === 1 ? 'model.oneError' : 'model.manyErrors', { count: errors.length })}</p>
          <ErrorList errors={errors} goTo={goTo} />
        </div>
      )}
    </div>
  );
}

function ErrorList({ errors, goTo }: { readonly errors: readonly ErrorDetail[]; goTo(error: ErrorDetail): void }) {
  const { t, say } = useText();
  return (
    <ul>
      {errors.map((error, index) => (
        <li key={index}>
          {error.line !== undefined && (
            <button type="button" className="link-button" onClick={() => goTo(error)}>
              {t('model.place', { line: error.line, column: error.column ?? 1 })}
            </button>
          )}{' '}
          {say(error)}
        </li>
      ))}
    </ul>
  );
}

interface MarksProps {
  readonly text: string;
  readonly errors: readonly ErrorDetail[];
  readonly numbers: Ref<HTMLDivElement>;
  readonly behind: Ref<HTMLDivElement>;
}

/** Line numbers beside and marks behind the text area; they repeat for the eye what the list of errors says. */
function Marks({ text, errors, numbers, behind }: MarksProps) {
  const wrong = firstByLine(errors);
  const lines = text.split('\n');
  return (
    <>
      <div className="code-numbers" aria-hidden="true" ref={numbers}>
        {lines.map((_, index) => (
          <span key={index} className={wrong.has(index + 1) ? 'code-wrong' : undefined}>
            {index + 1}
          </span>
        ))}
      </div>
      <div className="code-marks" aria-hidden="true" ref={behind}>
        {lines.map((line, index) => {
          const error = wrong.get(index + 1);
          if (!error) return <span key={index}>{line}</span>;
          const { from, to } = wordAt(line, error.column ?? 1);
          return (
            <span key={index}>
              {line.slice(0, from)}
              <mark>{line.slice(from, to)}</mark>
              {line.slice(to)}
            </span>
          );
        })}
      </div>
    </>
  );
}
