import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { EvidenceFile } from '@ringvirkning/outcomes-api';
import { dropDraft, keepDraft, readDraft } from '../api/drafts.js';
import { todayInDenmark } from '../format/text.js';
import type { ClaimFields } from './claim-fields.js';
import { evidencePath, type EvidenceChoice } from './evidence-fields.js';
import { useUploads } from '../ui/use-uploads.js';

interface Written {
  readonly fields: ClaimFields;
  readonly evidence: EvidenceChoice;
  /** Files that have arrived already. Their names stay out: people name files after people. */
  readonly files: readonly EvidenceFile[];
}

/** What a form starts with. */
interface Begin {
  readonly pseudonym: string;
  readonly source: EvidenceChoice['source'];
}

/**
 * A claim as it is being written. It begins with what a due follow-up asks for, and is kept in this browser for whoever writes it: losing the connection or being
 * signed out meanwhile loses nothing.
 */
export function useClaimDraft(contractId: string, who: string, { pseudonym, source }: Begin) {
  const [asked] = useSearchParams();
  const wish = (name: string): string => asked.get(name) ?? '';
  const place = ['claim', contractId, wish('person'), wish('outcome'), wish('followUp')].join(' ');
  const [began] = useState(() => readDraft<Written>(localStorage, who, place, new Date()));
  const [restored, setRestored] = useState(began?.at);
  const empty: ClaimFields = {
    pseudonym,
    outcome: wish('outcome'),
    followUp: wish('followUp'),
    on: todayInDenmark(new Date()),
    quantity: '1',
    externalRef: '',
  };
  const [draft, setDraft] = useState<ClaimFields>(began?.value.fields ?? empty);
  const [evidence, setEvidence] = useState<EvidenceChoice>(began?.value.evidence ?? { source, legalBasis: '' });
  const [touched, setTouched] = useState(began !== undefined);
  const uploads = useUploads<EvidenceFile>(evidencePath(contractId), began?.value.files);
  const files = uploads.files.flatMap(({ kept }) => kept ?? []);
  useEffect(() => {
    if (touched || files.length > 0)
      keepDraft(localStorage, who, place, { fields: draft, evidence, files }, new Date());
  });
  return {
    draft,
    set: (change: Partial<ClaimFields>) => {
      setTouched(true);
      setDraft((now) => ({ ...now, ...change }));
    },
    evidence,
    setEvidence: (choice: EvidenceChoice) => {
      setTouched(true);
      setEvidence(choice);
    },
    uploads,
    /** When what is shown was written, if that was earlier. */
    restored,
    /** Sent or given up: the next claim is about somebody else, and neither person nor evidence may carry over. */
    forget: () => {
      dropDraft(localStorage, who, place);
      setTouched(false);
      setRestored(undefined);
      setDraft((now) => ({ ...empty, outcome: now.outcome, followUp: now.followUp, on: now.on }));
      uploads.clear();
    },
  };
}
