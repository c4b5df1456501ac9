import { useState } from 'react';
import type { PathScore } from '@ringvirkning/outcomes-api';
import { dropDraft, keepDraft, readDraft } from '../api/drafts.js';
import { useSession } from '../api/session.js';

/** What a score form holds. */
export interface ScoreFields {
  readonly code: string;
  readonly value: string;
  readonly on: string;
  readonly scoredBy: string;
  readonly present: PathScore['present'];
  readonly note: string;
}

/** A score as it is being written, kept in this browser for whoever writes it: a lost connection or a sign-in meanwhile loses nothing. */
export function useScoreDraft(about: string, empty: ScoreFields) {
  const who = useSession().data?.subject ?? '';
  const place = `score ${about}`;
  const [began] = useState(() => readDraft<ScoreFields>(localStorage, who, place, new Date()));
  const [fields, setFields] = useState(began?.value ?? empty);
  const [restored, setRestored] = useState(began?.at);
  return {
    fields,
    /** When what is shown was written, if that was earlier. */
    restored,
    set: (change: Partial<ScoreFields>) => {
      const next = { ...fields, ...change };
      setFields(next);
      keepDraft(localStorage, who, place, next, new Date());
    },
    forget: () => {
      dropDraft(localStorage, who, place);
      setRestored(undefined);
      setFields(empty);
    },
  };
}
