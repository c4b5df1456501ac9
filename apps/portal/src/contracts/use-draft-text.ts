import { useState } from 'react';
import { dropDraft, keepDraft, readDraft } from '../api/drafts.js';

/** A text as it is being written: kept in this browser for whoever writes it, until it is saved. What was kept is of the version that it was begun with. */
export function useDraftText(who: string, place: string, start: string, version: number) {
  const [began] = useState(() => readDraft<Written>(localStorage, who, place, new Date()));
  const kept = began && isWritten(began.value) && began.value.text !== start ? began : undefined;
  const [restored, setRestored] = useState(kept?.at);
  const [written, setWritten] = useState<Written>(kept?.value ?? { text: start, from: version });
  const put = (next: Written) => {
    setWritten(next);
    keepDraft(localStorage, who, place, next, new Date());
  };
  return {
    ...written,
    restored,
    change: (text: string) => put({ ...written, text }),
    /** Goes on from another version, with that text or with the present one. */
    goOnFrom: (from: number, text = written.text) => put({ from, text }),
    forget: () => {
      dropDraft(localStorage, who, place);
      setRestored(undefined);
    },
    beginAnew: () => {
      dropDraft(localStorage, who, place);
      setRestored(undefined);
      setWritten({ text: start, from: version });
    },
  };
}

interface Written {
  readonly text: string;
  /** The version that was begun with. */
  readonly from: number;
}

const isWritten = (value: unknown): value is Written =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Written).text === 'string' &&
  typeof (value as Written).from === 'number';
