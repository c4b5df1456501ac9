import { useId, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { Claim, ClaimRequest, Participant } from '@ringvirkning/outcomes-api';
import { isFault, readNumber } from '@ringvirkning/reading';
import { statesQuantity } from '@ringvirkning/terms-language';
import { useContract, useParticipants } from '../api/queries.js';
import { useAction } from '../api/use-action.js';
import { useNames } from '../contracts/use-contract-context.js';
import { todayInDenmark } from '../format/text.js';
import { useText } from '../i18n/i18n.js';
import { Page } from '../layout/page.js';
import { Input, Select } from '../ui/forms.js';
import { ErrorNotice, Loaded, SuccessNotice } from '../ui/notices.js';
import { EvidenceFields, type EvidenceChoice } from './evidence-fields.js';
import { keptFiles, useUploads } from './use-uploads.js';

/** A supplier reports one achieved outcome for one participant. */
export function NewClaimPage() {
  const { contractId = '' } = useParams();
  const { t } = useText();
  const contract = useContract(contractId);
  const participants = useParticipants(contractId);
  return (
    <Page
      title={t('newClaim.title')}
      lead={
        <>
          <p>{t('newClaim.intro')}</p>
          <p>
            <Link to={`/contracts/${contractId}/claims`}>{contract.data?.title ?? t('claims.title')}</Link>
          </p>
        </>
      }
    >
      <Loaded<ContractDetails> query={contract}>
        {(its) => <ClaimForm contract={its} participants={participants.data ?? []} />}
      </Loaded>
    </Page>
  );
}

interface Draft {
  readonly pseudonym: string;
  readonly outcome: string;
  readonly followUp: string;
  readonly on: string;
  readonly quantity: string;
  readonly externalRef: string;
}

/** The pseudonym as it is printed, whatever way it was typed. */
const normalised = (pseudonym: string): string => pseudonym.trim().toUpperCase();

function ClaimForm({
  contract,
  participants,
}: {
  readonly contract: ContractDetails;
  readonly participants: readonly Participant[];
}) {
  const { t } = useText();
  const { terms } = useNames(contract);
  const [draft, set] = useDraft();
  const sources = terms.verification.evidence.sources as readonly EvidenceChoice['source'][];
  const [evidence, setEvidence] = useState<EvidenceChoice>({
    source: sources[0] ?? 'document',
    legalBasis: '',
  });
  const uploads = useUploads(contract.id);
  const [lacks, setLacks] = useState<'missing' | 'busy'>();
  const [unknown, setUnknown] = useState(false);
  const action = useAction<Claim>();
  /** The next claim is about somebody else: neither person nor evidence may carry over. */
  const next = () => {
    set({ pseudonym: '', externalRef: '' });
    uploads.clear();
  };
  const send = () => {
    const participant = participants.find(({ pseudonym }) => pseudonym === normalised(draft.pseudonym));
    setUnknown(!participant);
    const quantity = quantityOf(draft);
    const files = keptFiles(uploads.files);
    const unfinished = uploads.files.some(({ state }) => state === 'sending');
    const lacking = unfinished
      ? 'busy'
      : terms.verification.evidence.required && files.length === 0
        ? 'missing'
        : undefined;
    setLacks(lacking);
    if (!participant || isFault(quantity) || lacking) return;
    action.mutate(
      {
        path: `/api/outcomes/contracts/${contract.id}/claims`,
        body: claimOf(participant.participantId, { ...draft, quantity }, evidence, files),
      },
      { onSuccess: next },
    );
  };
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <PersonField participants={participants} unknown={unknown} draft={draft} set={set} />
      <OutcomeFields contract={contract} draft={draft} set={set} />
      <EvidenceFields
        sources={sources}
        uploads={uploads}
        error={lacks && t(`upload.${lacks}`)}
        value={evidence}
        change={setEvidence}
      />
      <Input
        label={t('newClaim.ref')}
        maxLength={100}
        value={draft.externalRef}
        onChange={(event) => set({ externalRef: event.target.value })}
      />
      <p>
        <button type="submit" className="button button-primary" disabled={action.isPending}>
          {t(action.isPending ? 'state.saving' : 'newClaim.send')}
        </button>
      </p>
      {action.error && <ErrorNotice error={action.error} focus />}
      {action.data && <Outcome claim={action.data} />}
    </form>
  );
}

interface DraftProps {
  readonly draft: Draft;
  set(change: Partial<Draft>): void;
}

/** The draft begins with what a due follow-up on the work list asks for. */
function useDraft(): [Draft, DraftProps['set']] {
  const [asked] = useSearchParams();
  const wish = (name: string): string => asked.get(name) ?? '';
  const [draft, setDraft] = useState<Draft>({
    pseudonym: wish('participant'),
    outcome: wish('outcome'),
    followUp: wish('followUp'),
    on: todayInDenmark(new Date()),
    quantity: '1',
    externalRef: '',
  });
  return [draft, (change) => setDraft((now) => ({ ...now, ...change }))];
}

function PersonField({
  participants,
  unknown,
  draft,
  set,
}: DraftProps & { readonly participants: readonly Participant[]; readonly unknown: boolean }) {
  const { t } = useText();
  const people = useId();
  return (
    <>
      <Input
        label={t('newClaim.person')}
        hint={t('newClaim.personHint')}
        error={unknown ? t('newClaim.unknownPerson') : undefined}
        list={people}
        required
        autoComplete="off"
        spellCheck={false}
        value={draft.pseudonym}
        onChange={(event) => set({ pseudonym: event.target.value })}
      />
      <datalist id={people}>
        {participants.map(({ participantId, pseudonym }) => (
          <option key={participantId} value={pseudonym} />
        ))}
      </datalist>
    </>
  );
}

function OutcomeFields({ contract, draft, set }: DraftProps & { readonly contract: ContractDetails }) {
  const { t, say } = useText();
  const quantity = quantityOf(draft);
  const { terms, outcome: outcomeName, followUp: followUpName } = useNames(contract);
  const outcome = terms.outcomes.find(({ code }) => code === draft.outcome);
  return (
    <>
      <Select
        label={t('claims.outcome')}
        required
        value={draft.outcome}
        onChange={(event) => set({ outcome: event.target.value, followUp: '' })}
      >
        <option value="">{t('newClaim.choose')}</option>
        {terms.outcomes.map(({ code }) => (
          <option key={code} value={code}>
            {outcomeName(code)}
          </option>
        ))}
      </Select>
      {outcome?.followUps && (
        <Select
          label={t('claims.followUp')}
          required
          value={draft.followUp}
          onChange={(event) => set({ followUp: event.target.value })}
        >
          <option value="">{t('newClaim.choose')}</option>
          {outcome.followUps.map((code) => (
            <option key={code} value={code}>
              {followUpName(code)}
            </option>
          ))}
        </Select>
      )}
      <Input
        label={t('newClaim.on')}
        type="date"
        required
        max={todayInDenmark(new Date())}
        value={draft.on}
        onChange={(event) => set({ on: event.target.value })}
      />
      {outcome && statesQuantity(outcome) && (
        <Input
          label={t('claims.quantity')}
          inputMode="decimal"
          required
          error={draft.quantity !== '' && isFault(quantity) ? say(quantity) : undefined}
          value={draft.quantity}
          onChange={(event) => set({ quantity: event.target.value })}
        />
      )}
    </>
  );
}

/** By the reader that files have: what may be a thousand or one is asked about, not guessed. */
const quantityOf = ({ quantity }: Pick<Draft, 'quantity'>) => readNumber(quantity, true);

function claimOf(
  participantId: string,
  draft: Draft,
  { source, legalBasis }: EvidenceChoice,
  digests: readonly string[],
): ClaimRequest {
  return {
    participantId,
    outcome: draft.outcome,
    on: draft.on as ClaimRequest['on'],
    quantity: draft.quantity,
    ...(draft.followUp ? { followUp: draft.followUp } : {}),
    evidence: digests.map((digest) => ({ digest, source, ...(legalBasis ? { legalBasis } : {}) })),
    ...(draft.externalRef ? { externalRef: draft.externalRef } : {}),
  };
}

/** A refused claim is a recorded fact with reasons, not an error. */
function Outcome({ claim }: { readonly claim: Claim }) {
  const { t, say } = useText();
  const link = <Link to={`/contracts/${claim.contractId}/claims/${claim.claimId}`}>{t('claims.details')}</Link>;
  if (claim.status !== 'refused')
    return (
      <SuccessNotice>
        {t('newClaim.accepted')} {link}
      </SuccessNotice>
    );
  return (
    <div className="alert alert-warning notice" role="alert">
      <p className="alert-heading">{t('newClaim.refused')}</p>
      <ul className="notice-list">
        {claim.checks
          .filter(({ passed }) => !passed)
          .map(({ check, da, en }) => (
            <li key={check}>{da && en ? say({ da, en }) : t(`check.${check}`)}</li>
          ))}
      </ul>
      <p>{link}</p>
    </div>
  );
}
