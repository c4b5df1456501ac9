import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { Claim, ClaimRequest, Participant, PersonDetails } from '@ringvirkning/outcomes-api';
import { isFault } from '@ringvirkning/reading';
import { useContract } from '../api/queries.js';
import { useSession } from '../api/session.js';
import { useAction } from '../api/use-action.js';
import { useContractTitle } from '../contracts/contract-title.js';
import { useNames } from '../contracts/use-contract-context.js';
import { useText } from '../i18n/i18n.js';
import { Page } from '../layout/page.js';
import { personNamed, usePerson } from '../people/people-queries.js';
import { DraftNotice } from '../ui/draft-notice.js';
import { Input } from '../ui/forms.js';
import { ErrorNotice, Loaded } from '../ui/notices.js';
import { OutcomeFields, PersonField, quantityOf, type ClaimFields } from './claim-fields.js';
import { ClaimSent } from './claim-sent.js';
import { EvidenceFields, type EvidenceChoice } from './evidence-fields.js';
import { useClaimDraft } from './use-claim-draft.js';
import { keptFiles } from '../ui/use-uploads.js';

/** One achieved outcome of one participant is reported. From a due follow-up everything is known but the day and the evidence. */
export function NewClaimPage() {
  const { contractId = '' } = useParams();
  const [asked] = useSearchParams();
  const { t } = useText();
  const contract = useContract(contractId);
  const { data: who } = useSession();
  const titleOf = useContractTitle();
  const title = contract.data && titleOf(contractId, contract.data.title);
  const personId = asked.get('person');
  return (
    <Page
      title={t('newClaim.title')}
      part={title}
      lead={
        <>
          <p>{t('newClaim.intro')}</p>
          <p>
            <Link to={`/contracts/${contractId}/claims`}>{title ?? t('claims.title')}</Link>
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
            <ClaimForm contract={its} who={who.subject} />
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
  return <Loaded<PersonDetails> query={person}>{(known) => <ClaimForm {...of} person={known} />}</Loaded>;
}

interface FormProps extends OfProps {
  /** Whom it is about, when that is known. */
  readonly person?: Participant;
}

function ClaimForm({ contract, who, person }: FormProps) {
  const { t } = useText();
  const { terms } = useNames(contract);
  const sources = terms.verification.evidence.sources as readonly EvidenceChoice['source'][];
  const { draft, set, evidence, setEvidence, uploads, restored, forget } = useClaimDraft(contract.id, who, {
    pseudonym: person?.pseudonym ?? '',
    source: sources[0] ?? 'document',
  });
  const [lacks, setLacks] = useState<'missing' | 'busy'>();
  const [unknown, setUnknown] = useState(false);
  const action = useAction<Claim>();
  const [lost, setLost] = useState<unknown>();
  const send = async () => {
    const participant = person ?? (await personNamed(contract.id, draft.pseudonym));
    setLost(undefined);
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
    action.mutate({
      path: `/api/outcomes/contracts/${contract.id}/claims`,
      body: claimOf(participant.participantId, { ...draft, quantity }, evidence, files),
      done: forget,
    });
  };
  if (person && action.data) return <ClaimSent claim={action.data} />;
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        void send().catch(setLost);
      }}
    >
      <DraftNotice at={restored} forget={forget} />
      {person ? (
        <Known person={person} />
      ) : (
        <PersonField contractId={contract.id} unknown={unknown} draft={draft} set={set} />
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
      {Boolean(lost ?? action.error) && <ErrorNotice error={lost ?? action.error} focus />}
      {action.data && <ClaimSent claim={action.data} />}
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
