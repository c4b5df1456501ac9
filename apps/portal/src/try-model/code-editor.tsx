import { useId, useImperativeHandle, useRef, type Ref } from 'react';
import type { ErrorDetail } from '@ringvirkning/kernel';
import { useText } from '../i18n/i18n.js';
import { firstByLine, placeOf, wordAt } from './document-place.js';

/** What others may ask of an editor: to put the cursor where an error is. */
export interface Editor {
  goTo(error: ErrorDetail): void;
}

interface CodeEditorProps {
  readonly label: string;
  readonly text: string;
  readonly errors: readonly ErrorDetail[];
  /** Id of the element that lists the errors. */
  readonly errorsId: string;
  readonly editor: Ref<Editor>;
  change(text: string): void;
}

/** A plain text area, with line numbers and marks under what is wrong. */
export function CodeEditor({ label, text, errors, errorsId, editor, change }: CodeEditorProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const behind = useRef<HTMLDivElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const scroll = () => {
    const { scrollTop, scrollLeft } = area.current!;
    numbers.current!.scrollTop = scrollTop;
    behind.current!.scrollTop = scrollTop;
    behind.current!.scrollLeft = scrollLeft;
  };
  useImperativeHandle(editor, () => ({ goTo: ({ line = 1, column }) => select(area.current!, line, column) }));
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
          aria-describedby={errors.length > 0 ? errorsId : undefined}
          onScroll={scroll}
          onChange={(event) => change(event.target.value)}
        />
      </div>
    </div>
  );
}

/** Puts the cursor on the word at a place, and the place into view. */
export function select(area: HTMLTextAreaElement, line: number, column: number | undefined): void {
  const { start, end } = placeOf(area.value, line, column);
  area.focus();
  area.setSelectionRange(start, end);
  area.scrollTop = Math.max(0, (area.scrollHeight / area.value.split('\n').length) * (line - 4));
  area.scrollLeft = 0;
}

interface ErrorListProps {
  readonly id: string;
  readonly errors: readonly ErrorDetail[];
  goTo(error: ErrorDetail): void;
}

/** Every error as a sentence that leads to its place. */
export function ErrorList({ id, errors, goTo }: ErrorListProps) {
  const { t, say } = useText();
  return (
    <div className="code-errors">
      <p id={id}>{t(errors.length === 1 ? 'model.oneError' : 'model.manyErrors', { count: errors.length })}</p>
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
    </div>
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
