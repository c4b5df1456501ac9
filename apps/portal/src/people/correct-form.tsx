import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { ClaimDetails, CorrectionRequest } from '@ringvirkning/outcomes-api';
import { isFault, readNumber } from '@ringvirkning/reading';
import { ProblemError } from '../api/problem.js';
import { useAction } from '../api/use-action.js';
import { EvidenceFields, evidencePath, type EvidenceChoice } from '../claims/evidence-fields.js';
import { keptFiles, useUploads } from '../ui/use-uploads.js';
import { useNames } from '../contracts/use-contract-context.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Input, TextArea } from '../ui/forms.js';
import { ErrorNotice } from '../ui/notices.js';
import { CorrectConflict } from './correct-conflict.js';
import { written, type Correction } from './correction.js';
import { KeptEvidence } from './kept-evidence.js';

interface CorrectProps {
  readonly claim: ClaimDetails;
  readonly contract: ContractDetails;
  readonly about: string;
}

/** What is written stays as long as the page is open, also when a colleague corrects the same claim meanwhile: then both are shown, and one chooses. */
export function CorrectForm({ claim, contract, about }: CorrectProps) {
  const { t, say, language } = useText();
  const navigate = useNavigate();
  const action = useAction();
  const { terms } = useNames(contract);
  /** The version that is corrected: what the page was opened with, or what one has chosen upon. */
  const [base, setBase] = useState(claim);
  const [fields, setFields] = useState<Correction>(() => written(claim, language));
  const [answer, setAnswer] = useState('');
  /** Digests of what was attached and is taken away by the correction. */
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const sources = terms.verification.evidence.sources as readonly EvidenceChoice['source'][];
  const [evidence, setEvidence] = useState<EvidenceChoice>({ source: sources[0] ?? 'document', legalBasis: '' });
  const uploads = useUploads(evidencePath(contract.id));
  const isSending = uploads.files.some(({ state }) => state === 'sending');
  const set = (change: Partial<Correction>) => setFields((now) => ({ ...now, ...change }));
  const number = readNumber(fields.quantity);
  const send = (on: ClaimDetails, correction: Correction) => {
    const quantity = readNumber(correction.quantity);
    if (isFault(quantity) || isSending) return;
    const { source, legalBasis } = evidence;
    const body: CorrectionRequest = {
      version: on.version,
      on: correction.on as CorrectionRequest['on'],
      ...(on.periodStart && { periodStart: on.periodStart }),
      quantity,
      evidence: [
        ...on.evidence.filter(({ digest }) => !gone.has(digest)).map(({ file: _, ...reference }) => reference),
        ...keptFiles(uploads.files).map((digest) => ({ digest, source, ...(legalBasis && { legalBasis }) })),
      ],
      ...(correction.externalRef && { externalRef: correction.externalRef }),
      ...(answer && { answer }),
    };
    action.mutate({
      path: `/api/outcomes/claims/${on.claimId}/correction`,
      body,
      told: { text: t('told.corrected', { about }) },
      goOn: () => void navigate(`/contracts/${contract.id}/claims/${on.claimId}`),
    });
  };
  if (action.error instanceof ProblemError && action.error.problem.code === 'outcomes.claim-changed')
    return (
      <CorrectConflict
        base={base}
        mine={fields}
        choose={(theirs, chosen) => {
          setBase(theirs);
          setFields(chosen);
          send(theirs, chosen);
        }}
      />
    );
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        send(base, fields);
      }}
    >
      <Input
        label={t('newClaim.on')}
        type="date"
        required
        max={todayInDenmark(new Date())}
        value={fields.on}
        onChange={(event) => set({ on: event.target.value })}
      />
      <Input
        label={t('claims.quantity')}
        inputMode="decimal"
        required
        error={isFault(number) ? say(number) : undefined}
        value={fields.quantity}
        onChange={(event) => set({ quantity: event.target.value })}
      />
      <Input
        label={t('newClaim.ref')}
        maxLength={100}
        value={fields.externalRef}
        onChange={(event) => set({ externalRef: event.target.value })}
      />
      <KeptEvidence evidence={base.evidence} gone={gone} change={setGone} />
      <EvidenceFields sources={sources} uploads={uploads} error={undefined} value={evidence} change={setEvidence} />
      <TextArea
        label={t('correct.answer')}
        rows={3}
        maxLength={2000}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <p>
        <button type="submit" className="button button-primary" disabled={action.isPending || isSending}>
          {t(action.isPending ? 'state.saving' : 'correct.send')}
        </button>
      </p>
      {action.error && <ErrorNotice error={action.error} focus />}
    </form>
  );
}
