import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { Claim, ClaimRequest, Participant, PersonDetails } from '@ringvirkning/outcomes-api';
import { isFault } from '@ringvirkning/reading';
import { useContract, useParticipants } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { useNames } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { Page } from '../layout/page.js';
import { usePerson } from '../people/people-queries.js';
import { Input } from '../ui/forms.js';
import { ErrorNotice, Loaded, SuccessNotice } from '../ui/notices.js';
import { OutcomeFields, personNamed, PersonField, quantityOf, type ClaimFields } from './claim-fields.js';
import { EvidenceFields, type EvidenceChoice } from './evidence-fields.js';
import { useClaimDraft } from './use-claim-draft.js';
import { keptFiles } from './use-uploads.js';

/** One achieved outcome of one participant is reported. From a due follow-up everything is known but the day and the evidence. */
export function NewClaimPage() {
  const { contractId = '' } = useParams();
  const [asked] = useSearchParams();
  const { t } = useText();
  const contract = useContract(contractId);
  const { data: who } = useSession();
  const personId = asked.get('person');
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
        {(its) =>
          who &&
          (personId ? (
            <OfOne contract={its} who={who.subject} personId={personId} />
          ) : (
            <OfAny contract={its} who={who.subject} />
          ))
        }
      </Loaded>
    </Page>
  );
}

interface OfProps {
  readonly contract: ContractDetails;
  /** Whose draft it is. */
  readonly who: string;
}

function OfOne({ personId, ...of }: OfProps & { readonly personId: string }) {
  const person = usePerson(personId);
  return (
    <Loaded<PersonDetails> query={person}>
      {(known) => <ClaimForm {...of} person={known} participants={[known]} />}
    </Loaded>
  );
}

function OfAny(of: OfProps) {
  const participants = useParticipants(of.contract.id);
  return <ClaimForm {...of} participants={participants.data ?? []} />;
}

interface FormProps extends OfProps {
  readonly participants: readonly Participant[];
  /** Whom it is about, when that is known. */
  readonly person?: Participant;
}

function ClaimForm({ contract, who, participants, person }: FormProps) {
  const { t, instant } = useText();
  const { terms } = useNames(contract);
  const sources = terms.verification.evidence.sources as readonly EvidenceChoice['source'][];
  const { draft, set, evidence, setEvidence, uploads, restored, forget } = useClaimDraft(contract.id, who, {
    pseudonym: person?.pseudonym ?? '',
    source: sources[0] ?? 'document',
  });
  const [lacks, setLacks] = useState<'missing' | 'busy'>();
  const [unknown, setUnknown] = useState(false);
  const action = useAction<Claim>();
  const send = () => {
    const participant = person ?? personNamed(participants, draft.pseudonym);
    setUnknown(!participant);
    const quantity = quantityOf(draft);
    const files = keptFiles(uploads.files);
    const lacking = uploads.files.some(({ state }) => state === 'sending')
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
      { onSuccess: forget },
    );
  };
  if (person && action.data) return <Outcome claim={action.data} />;
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {restored && (
        <div className="alert alert-info notice" role="status">
          <p className="alert-text">{t('draft.restored', { at: instant(restored) })}</p>
          <p className="notice-actions">
            <button type="button" className="button button-tertiary" onClick={forget}>
              {t('draft.anew')}
            </button>
          </p>
        </div>
      )}
      {person ? (
        <Known person={person} />
      ) : (
        <PersonField participants={participants} unknown={unknown} draft={draft} set={set} />
      )}
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

/** Nobody has to know a code by heart: whom it is about was chosen where they came from. */
function Known({ person: { pseudonym, key } }: { readonly person: Participant }) {
  const { t } = useText();
  return (
    <p>
      {t('people.person')}: <strong className="pseudonym">{pseudonym}</strong>
      {key && ` · ${key}`}
    </p>
  );
}

function claimOf(
  participantId: string,
  draft: ClaimFields,
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
  const link = (
    <>
      <Link to={`/contracts/${claim.contractId}/claims/${claim.claimId}`}>{t('claims.details')}</Link>{' '}
      <Link to="/due">{t('due.title')}</Link>
    </>
  );
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
